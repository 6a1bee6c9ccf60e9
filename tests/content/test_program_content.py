"""The loaded site says what the hospital's description of the program says, point by point."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags
from wagtail.rich_text import RichText

from content.models import GuidancePage, ProgramPage, ReferralResource, ReportOrReferPage
from curriculum.models import Edition
from curriculum.rules.progress import marked_parts
from portal.common.roles import Role
from tests.clock import at
from tests.curriculum.sessions import make_session
from tests.factories import make_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("program")]

# Each point of the description, as words that its page must contain.
POINTS: dict[str, list[str]] = {
    "/about/vision-and-purpose/": [
        "trauma", "sleep", "anxious", "isolat|withdraw", "leave|give up", "standard|consistent", "other institutions|elsewhere",
        "available|can turn to", "immediate",
    ],
    "/about/structure-and-governance/": [
        "Faculty Well-being Advisory Committee", "charter", "designate", "section", "trigger events",
        "learn that such an event", "email, call, text", "overview", "endorses",
    ],
    "/about/trigger-events/": [
        "unexpected death", "diagnos", "serious safety event", "root cause", "apparent cause",
        "provider review team",
    ],
    "/about/criteria/": [
        "good standing", "professionalism", "section head", "nominat", "trust", "meetings",
        "education", "develop", "views", "information", "national", "AAP", "safe space",
        "diversity and inclusion",
    ],
    "/about/foundational-education/": [
        "two-hour|two hours|2-hour", "coaching|conversation", "skill-building|build skills", "check-in|check in", "legal",
        "risk management", "report", "referral", "confidential", "psychological",
    ],
    "/about/outcome-measures/": [
        "volume|how many|number", "names", "Medical Staff Survey", "well-being",
        "Chief Medical Officer|CMO", "Medical Executive Committee", "year|annual",
    ],
    "/about/references/": ["Caring for our own", "psqh", "Burlison", "2000", "2009"],
    "/about/expectations/": ["meetings", "safe space", "diversity and inclusion"],
}  # fmt: skip


def words_of(path: str, client: Client | None = None) -> str:
    response = (client or Client()).get(path)
    assert response.status_code == 200, path
    main = response.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", unescape(strip_tags(main))).casefold()


@pytest.mark.parametrize("path", POINTS)
def test_a_page_about_the_program_has_every_point(path: str) -> None:
    text = words_of(path)
    missing = [
        point
        for point in POINTS[path]
        if not any(word.casefold() in text for word in point.split("|"))
    ]
    assert missing == []


def test_the_home_page_shows_the_three_ways() -> None:
    response = Client().get("/")
    for link in ('href="/supporters/"', 'href="/nominate/"', 'href="tel:988"'):
        assert link in response.content.decode()


def test_guidance_names_owner_source_and_dates() -> None:
    reader = sign_in(make_person("Rae Example", roles=[Role.FACILITATOR]))
    for page in GuidancePage.objects.all():
        assert (page.office, page.citation, page.verify_by) != ("", "", None)
        text = words_of(page.url, reader)
        assert f"owner: {page.office}".casefold() in text
        assert "checked: not yet" in text
        assert "counsel has not confirmed this yet" in text or "risk management has not" in text


def test_guidance_that_is_past_its_date_says_so() -> None:
    page = GuidancePage.objects.get(slug="law-and-risk")
    page.verified_on, page.verify_by = date(2026, 11, 1), date(2027, 1, 31)
    page.save()
    rae = make_person("Rae Example", roles=[Role.FACILITATOR])
    with at("2027-01-31"):
        assert "due for checking" not in words_of(page.url, sign_in(rae))
    with at("2027-02-01"):
        assert (
            "due for checking since january 31, 2027. "
            "ask the office of legal affairs before you rely on it."
        ) in words_of(page.url, sign_in(rae))


def test_resources_can_be_called_and_stale_ones_say_what_to_call() -> None:
    html = Client().get("/resources/").content.decode()
    assert html.count('href="tel:988"') >= 2
    assert 'href="tel:+18884090141"' in html
    assert "844-493-8255" in html
    assert "8444938255" not in html
    text = words_of("/resources/")
    merged = "call 988 this is the 988 colorado mental health line. the number was 844-493-8255."
    assert merged in text
    assert "number to be confirmed by human resources" in text


def test_reporting_has_every_duty_with_its_owner_and_time() -> None:
    page = ReportOrReferPage.objects.get()
    entries = [block.value for block in page.criteria]
    assert [entry["slug"] for entry in entries] == [
        "danger-to-self-or-others",
        "child-abuse-or-neglect",
        "unsafe-practice-or-impairment",
        "own-impairing-condition",
        "sexual-misconduct-or-discrimination",
        "patient-safety-hazard",
        "unsure",
    ]
    for entry in entries:
        assert all(entry[name] for name in ("who_to_tell", "by_when", "office", "verify_by"))
    text = words_of("/report-or-refer/")
    for entry in entries:
        assert entry["title"].casefold() in text


def test_every_link_inside_the_texts_leads_somewhere(client: Client) -> None:
    everything = "".join(
        [
            section.data["html"]
            for edition in Edition.objects.all()
            for section in marked_parts(edition.parts)
        ]
        + [str(page.body) for page in GuidancePage.objects.all()]
    )
    links = set(re.findall(r'href="(/[^"#]*)', everything))
    assert len(links) > 5
    answers = {path: client.get(path).status_code for path in links}
    assert {path: code for path, code in answers.items() if code not in {200, 302}} == {}


def test_nobody_is_told_that_guidance_is_signed_or_that_the_training_is_short() -> None:
    reader = sign_in(make_person("Rae Example", roles=[Role.FACILITATOR]))
    law = words_of("/guidance/law-and-risk/", reader)
    assert "which edition of the expectations you signed" in law
    assert "you sign the expectations, not these pages of guidance" in law
    edition = Edition.objects.get(module__slug="confidentiality-law-and-risk")
    sections = marked_parts(edition.parts)
    assert "The guidance itself nobody signs." in "".join(s.data["html"] for s in sections)
    home = words_of("/")
    assert "about two hours online" in home
    assert "two more together in a live session" in home
    # Nothing is on the calendar yet, so nobody knows how long a session lasts.
    assert "they decide. the training takes about two hours online. " in home
    make_session(make_person("Fay Example", roles=[Role.FACILITATOR]), minutes=120)
    assert "training takes about two hours online and two in a live session. " in words_of("/")


def test_the_charter_has_a_place_where_an_editor_puts_its_link() -> None:
    page = ProgramPage.objects.get(slug="structure-and-governance")
    blocks = [str(block.value) for block in page.body if block.block_type == "text"]
    (place,) = [text for text in blocks if "charter" in text]
    assert "<a " not in place
    page.body[1].value = RichText(
        '<p>See <a href="https://hospital.example/c">the charter</a>.</p>'
    )
    page.save_revision().publish()
    shown = Client().get(page.url).content.decode()
    assert '<a href="https://hospital.example/c">the charter</a>' in shown


@pytest.mark.parametrize(
    ("phone", "tel"),
    [
        ("988", "tel:988"),
        ("303-724-4987", "tel:+13037244987"),
        ("1-888-409-0141", "tel:+18884090141"),
        ("", ""),
    ],
)
def test_a_number_becomes_an_address(phone: str, tel: str) -> None:
    assert ReferralResource(phone=phone).tel == tel
