"""The whole starter program, in the order in which its parts need one another."""

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from certification.services.policy import ensure_policy_one, ensure_statements
from content.models import (
    CoursePage,
    ExpectationsPage,
    GuidanceIndexPage,
    GuidancePage,
    HomePage,
    ModulePage,
    ProgramIndexPage,
    ProgramPage,
    ReferralResource,
    ReportOrReferPage,
    ResourcesPage,
    StarterRecord,
)
from content.services.groups import set_up_groups
from content.starter import streams
from content.starter.pages import Gone, Pages
from content.starter.parts import parts
from content.starter.records import Records, Report
from content.starter.texts import STARTER, digest_of_folder, read, read_folder
from curriculum.selectors.courses import has_begun
from curriculum.services.courses import ensure_course
from portal.common.audit import recorded
from portal.common.time import today
from portal.sections.services import ensure_campus, ensure_section

# Counts up when loading itself changes, so that an unchanged folder is read again.
LOADER = "1"
EVERYTHING = "everything"
COURSE = "foundational-education"
NOTICE = dt.timedelta(days=90)

INTROS = {
    "about": "What the program is for, who runs it, and what it asks of a peer supporter.",
    "guidance": "What to do and what to leave, with the office that answers for each page.",
    "resources": "Where else you or your colleague can turn. Tap a number to call it.",
}


def load_program(folder: Path = STARTER) -> Report | None:
    """Load the starter program; None when nothing in the folder changed since it was last loaded.

    Repeatable: creates what is missing, updates what nobody touched, and leaves alone what somebody edited
    or removed here. One transaction, signed by the portal itself.
    """
    wanted = digest_of_folder(folder, LOADER)
    with recorded(by=None, why="Starter program loaded"):
        if StarterRecord.objects.filter(key=EVERYTHING, starter=wanted).exists():
            _set_site(HomePage.objects.get())
            return None
        report = Report()
        records = Records(report)
        _load_network(folder, report)
        home = _load_home(folder, records)
        _load_program_pages(folder, records, home)
        _load_course(folder, records, home)
        _load_guidance(folder, records, home)
        _load_resources(folder, records, home)
        set_up_groups(home)
        made = ensure_statements(read(folder / "statements.toml"), by=None)
        for _ in made:
            report.count("Statements", "created")
        StarterRecord.objects.update_or_create(key=EVERYTHING, defaults={"starter": wanted})
    return report


def _load_network(folder: Path, report: Report) -> None:
    for position, text in enumerate(read(folder / "network.toml")["campus"]):
        campus, made = ensure_campus(
            text["slug"], name=text["name"], by=None, full_name=text["full_name"], position=position
        )
        report.count("Campuses", "created" if made else "unchanged")
        for section in text["section"]:
            _, made = ensure_section(campus, slug=section["slug"], name=section["name"], by=None)
            report.count("Sections", "created" if made else "unchanged")


def _load_home(folder: Path, records: Records) -> HomePage:
    root = Page.get_first_root_node()
    text = read(folder / "home.toml")
    for welcome in root.get_children().filter(content_type__model="page", numchild=0):
        # The page that Wagtail makes for a new site.
        welcome.delete()
        root.refresh_from_db()
    home = Pages(records).bring(
        "Pages",
        HomePage,
        root,
        "home",
        text["title"],
        text,
        lead=text["lead"],
        body=streams.stored(streams.body(text["block"], "home")),
    )
    _set_site(home)
    return home


def _set_site(home: Page) -> None:
    address = urlsplit(settings.PUBLIC_URL)
    wanted = {
        "hostname": address.hostname,
        "port": address.port or (443 if address.scheme == "https" else 80),
        "site_name": settings.PROGRAM_NAME,
        "root_page_id": home.pk,
    }
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()


def _load_program_pages(folder: Path, records: Records, home: Page) -> None:
    pages = Pages(records)
    with suppress(Gone):
        intro = INTROS["about"]
        about = pages.bring(
            "Pages", ProgramIndexPage, home, "about", "About the program", intro, intro=intro
        )
        texts = sorted(read_folder(folder / "program"), key=lambda text: text["menu_order"])
        for text in texts:
            with suppress(Gone):
                pages.bring(
                    "Program pages",
                    ProgramPage,
                    about,
                    text["slug"],
                    text["title"],
                    text,
                    summary=text["summary"],
                    body=streams.stored(streams.body(text["block"], text["slug"])),
                )
        text = read(folder / "expectations.toml")
        pages.bring(
            "Expectations",
            ExpectationsPage,
            about,
            "expectations",
            text["title"],
            text,
            intro=text["intro"],
            meaning=text["meaning"],
            items=streams.simple("item", text["items"], "expectations"),
        )


def _load_course(folder: Path, records: Records, home: Page) -> None:
    pages = Pages(records)
    course = ensure_course(COURSE, title="Foundational education", by=None)
    ensure_policy_one(course, by=None)
    # A module that a newer starter program brings into a running course is asked for later.
    notice = {"due_on": today() + NOTICE} if has_begun(course) else {}
    with suppress(Gone):
        course_page = pages.bring(
            "Pages",
            CoursePage,
            home,
            "training",
            course.title,
            course.title,
            course_slug=course.slug,
        )
        for text in read_folder(folder / "modules"):
            with suppress(Gone):
                pages.bring(
                    "Modules",
                    ModulePage,
                    course_page,
                    text["slug"],
                    text["title"],
                    text,
                    **_module_fields(text, course_page),
                    **notice,
                )


def _module_fields(text: dict[str, Any], course_page: Page) -> dict[str, Any]:
    slug = text["slug"]
    before = text.get("prerequisite")
    return {
        "summary": text["summary"],
        "minutes": text["minutes"],
        "pass_mark": text["pass_mark"],
        "outcomes": streams.simple("outcome", text["outcome"], slug),
        "parts": parts(text, slug),
        "competences": streams.simple("competence", text["competences"], slug),
        "sources": streams.simple("source", text["sources"], slug),
        "prerequisite": (
            ModulePage.objects.child_of(course_page).get(slug=before) if before else None
        ),
    }


def _load_guidance(folder: Path, records: Records, home: Page) -> None:
    pages = Pages(records)
    with suppress(Gone):
        intro = INTROS["guidance"]
        index = pages.bring(
            "Pages", GuidanceIndexPage, home, "guidance", "Guidance", intro, intro=intro
        )
        for text in read_folder(folder / "guidance"):
            with suppress(Gone):
                pages.bring(
                    "Guidance",
                    GuidancePage,
                    index,
                    text["slug"],
                    text["title"],
                    text,
                    summary=text["summary"],
                    body=streams.stored(streams.body(text["block"], text["slug"])),
                    **_verified(text),
                )
    text = read(folder / "report-or-refer.toml")
    with suppress(Gone):
        pages.bring(
            "Pages",
            ReportOrReferPage,
            home,
            "report-or-refer",
            text["title"],
            text,
            intro=streams.as_edited(text["intro"]),
            criteria=streams.simple("criterion", map(_criterion, text["criterion"]), "criteria"),
        )


def _criterion(text: dict[str, Any]) -> dict[str, Any]:
    said = {name: value for name, value in text.items() if name != "owner"}
    return {**said, "what_html": streams.as_edited(text["what_html"]), **_verified(text)}


def _verified(text: dict[str, Any]) -> dict[str, Any]:
    return {
        "office": text["owner"],
        "citation": text["citation"],
        "status": text["status"],
        "verified_on": text["verified_on"] or None,
        "verify_by": text["verify_by"] or None,
    }


def _load_resources(folder: Path, records: Records, home: Page) -> None:
    for position, text in enumerate(read(folder / "resources.toml")["resource"]):
        fields = {
            "name": text["name"],
            "what": text["what"],
            "phone": text["phone"],
            "hours": text["hours"],
            "web": text["web"],
            "note": text["note"],
            "position": position,
            "merged_into": ReferralResource.objects.filter(
                slug=text.get("merged_into", "")
            ).first(),
            **_verified(text),
        }
        found = ReferralResource.objects.filter(slug=text["slug"]).first()

        def write(found: Any, slug: str = text["slug"], fields: dict = fields) -> ReferralResource:
            resource = found or ReferralResource(slug=slug)
            for name, value in fields.items():
                setattr(resource, name, value)
            resource.full_clean()
            resource.save()
            return resource

        records.bring("Resources", f"resource:{text['slug']}", text, found, write)
    with suppress(Gone):
        intro = INTROS["resources"]
        Pages(records).bring(
            "Pages", ResourcesPage, home, "resources", "Resources", intro, intro=intro
        )
