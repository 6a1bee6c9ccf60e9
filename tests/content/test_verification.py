"""A text says who answers for it, and never that somebody confirmed it who did not."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text

from content.blocks.formats import SHORT
from content.enums import Confirmation
from content.models import (
    GuidanceIndexPage,
    GuidancePage,
    HomePage,
    ReferralResource,
    ReportOrReferPage,
    ResourcesPage,
)
from content.phrases.verification import notices
from content.rules.verification import Verification, can_be_called
from portal.common.time import today
from tests.clock import TODAY, at, days
from tests.content.pages import make_site, stream
from tests.factories import Cast, sign_in

LEGAL = "Office of Legal Affairs"
COUNSEL = (
    "Counsel has not confirmed this yet. Ask the Office of Legal Affairs before you rely on it."
)


def of(status: str = "confirmed", **changed: Any) -> Verification:
    said = {
        "office": LEGAL, "citation": "A statute", "verified_on": TODAY, "verify_by": days(90),
    }  # fmt: skip
    return Verification(status=status, **{**said, **changed})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (of(), []),
        (of("seen"), []),
        (of("seen", verified_on=None), [COUNSEL]),
        (of(verified_on=None), [COUNSEL]),
        # A lead says so whatever its dates are.
        (of("lead"), [COUNSEL]),
        (of("lead", verified_on=None), [COUNSEL]),
        (of("lead", verified_on=days(-90), verify_by=None), [COUNSEL]),
        (of("unknown"), ["To be confirmed by the Office of Legal Affairs."]),
    ],
)
def test_what_a_reader_is_told(text: Verification, told: list[str]) -> None:
    assert [notice.text for notice in notices(text, TODAY)] == told


def test_a_text_is_due_from_the_day_after_its_last() -> None:
    assert of(verify_by=TODAY).doubts(TODAY) == []
    for status, before in [("confirmed", []), ("lead", ["unconfirmed"])]:
        told = of(status, verify_by=days(-1)).doubts(TODAY)
        assert told == [*before, "due"]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (of(), []),
        (of("unknown", citation="", verified_on=None), []),
        (of("seen", verified_on=None, verify_by=None), []),
        (of(office=" "), ["office"]),
        (of("unknown", office=""), ["office"]),
        (of(citation=""), ["citation"]),
        (of(verified_on=None), ["verified_on"]),
        (of("seen", verified_on=days(1)), ["verified_on"]),
        (of(verified_on=days(-1), verify_by=TODAY), []),
        (of(verify_by=TODAY), ["verify_by"]),
        (of(verified_on=TODAY, verify_by=days(-1)), ["verify_by"]),
    ],
)
def test_what_keeps_a_text_from_being_published(text: Verification, fields: list[str]) -> None:
    assert [flaw.field for flaw in text.flaws(TODAY)] == fields


@pytest.mark.parametrize(
    "phone", ["988", "911", "303-724-4987", "1-888-409-0141", "(303) 724-4987", "+1 303 724 4987", "3037244987"]
)  # fmt: skip
def test_a_number_that_can_be_called_is_accepted(phone: str) -> None:
    assert can_be_called(phone)


@pytest.mark.parametrize(
    "phone", ["", "call HR", "12", "7244987", "303-724-498", "844-CO-4-KIDS", "303-724-4987 x12", "2-888-409-0141"]
)  # fmt: skip
def test_another_is_refused(phone: str) -> None:
    assert not can_be_called(phone)


# Pages ----------------------------------------------------------------------------------------------


@pytest.fixture
def home(db: None) -> HomePage:
    return make_site()


@pytest.fixture
def coordinator(home: HomePage, cast: Cast) -> Client:
    return sign_in(cast.coordinator)


def fields_of(text: Verification) -> dict[str, Any]:
    """As an editor's form posts them."""
    dates = {"verified_on": text.verified_on, "verify_by": text.verify_by}
    return text._asdict() | {name: day.isoformat() if day else "" for name, day in dates.items()}


def guidance(home: HomePage, **said: Any) -> GuidancePage:
    index = home.add_child(instance=GuidanceIndexPage(title="Guidance", slug="guidance"))
    page = GuidancePage(title="Law", slug="law", **said)
    index.add_child(instance=page)
    page.save_revision()
    return page


CHECKED = [
    (of("lead"), "Read in the source: November 23, 2026. Not yet confirmed by the Office of Legal Affairs."),
    (of("seen"), "Read in the source: November 23, 2026. Not yet confirmed by the Office of Legal Affairs."),
    (of("seen", verified_on=None), "Checked: not yet."),
    (of(), "Checked by the Office of Legal Affairs: November 23, 2026."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), CHECKED)
def test_every_kind_of_text_says_the_same_of_its_checking(
    text: Verification, words: str, home: HomePage, coordinator: Client
) -> None:
    page = guidance(home, **text._asdict())
    ReferralResource(slug="line", name="A line", what="It listens.", **text._asdict()).save()
    home.add_child(instance=ResourcesPage(title="Resources", slug="resources"))
    report = ReportOrReferPage(title="Report", slug="report")
    report.criteria = [("criterion", {**CRITERION, **text._asdict()})]
    home.add_child(instance=report)
    for path in (page.url, "/resources/", "/report/"):
        shown = coordinator.get(path).content.decode().split("<main")[1]
        shown = " ".join(shown.replace("<strong>", "").replace("</strong>", "").split())
        by = "Next check by" if text.confirmed else "To be checked by"
        for said in (f"Owner: {LEGAL}.", "Source: A statute", words, f"{by}: February 21, 2027."):
            assert said in shown


def test_guidance_is_published_with_its_owner_and_a_draft_is_always_saved(
    home: HomePage, coordinator: Client
) -> None:
    page = guidance(home)
    data = {"title": "Law", "slug": "law", "summary": "", "body": stream([]), "seo_title": ""}

    def post(text: Verification, action: str = "action-publish") -> Any:
        fields = {**data, "search_description": "", **fields_of(text)}
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return coordinator.post(address, nested_form_data(fields) | {action: "on"})

    wrong = of(office="", citation="", verified_on=days(1), verify_by=TODAY)
    assert dict(post(wrong).context["form"].errors) == {
        "office": ["Name the office that answers for this text."],
        "citation": ["Say where this comes from."],
        "verified_on": ["This day is still to come. Choose today or an earlier day."],
        "verify_by": ["Choose a day after the one on which it was checked."],
    }
    assert post(wrong, "action-save").status_code == 302
    assert post(of()).status_code == 302


CRITERION = {
    "title": "Danger", "slug": "danger", "level": "urgent", "what_html": "<p>It is.</p>", "who_to_tell": "988",
    "by_when": "Now",
}  # fmt: skip


def entry(slug: str, text: Verification) -> tuple[str, Any]:
    what = rich_text("<p>It is.</p>", features=SHORT)
    return ("criterion", {**CRITERION, "slug": slug, "what_html": what, **fields_of(text)})


def test_an_entry_has_an_owner_and_an_address_of_its_own(
    home: HomePage, coordinator: Client
) -> None:
    page = ReportOrReferPage(title="Report", slug="report")
    home.add_child(instance=page)

    def post(*entries: tuple[str, Any], action: str = "action-publish") -> Any:
        data = {"title": "Report", "slug": "report", "intro": rich_text("", features=SHORT), "seo_title": ""}  # fmt: skip
        fields = {**data, "search_description": "", "criteria": stream(list(entries))}
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return coordinator.post(address, nested_form_data(fields) | {action: "on"})

    def errors(response: Any) -> Any:
        (error,) = response.context["form"].errors["criteria"].as_data()
        return error.as_json_data()["blockErrors"]

    assert errors(post(entry("one", of(office="x", citation="")))) == {
        0: {"blockErrors": {"citation": {"messages": ["Say where this comes from."]}}}
    }
    same = "Another entry on this page has this address. Choose one of its own."
    twice = [entry("one", of()), entry("two", of()), entry("one", of("lead"))]
    assert errors(post(*twice)) == {
        index: {"blockErrors": {"slug": {"messages": [same]}}} for index in (0, 2)
    }
    assert post(*twice, action="action-save").status_code == 302
    assert post(*twice[:2]).status_code == 302


def test_a_resource_has_an_owner_and_a_number_that_can_be_called(
    home: HomePage, coordinator: Client
) -> None:
    add = reverse("wagtailsnippets_content_referralresource:add")
    data = {
        "name": "A line", "slug": "line", "what": "It listens.", "phone": "ask HR", "hours": "", "web": "",
        "note": "", "merged_into": "", "position": "0", "shown": "on",
    }  # fmt: skip
    response = coordinator.post(add, {**data, **fields_of(of(citation=""))})
    errors = response.context["form"].errors
    assert set(errors) == {"phone", "citation"}
    assert errors["phone"][0].startswith("Write a number that can be called")
    unknown = of(Confirmation.UNKNOWN, citation="", verified_on=None)
    assert coordinator.post(add, {**data, "phone": "", **fields_of(unknown)}).status_code == 302
    assert ReferralResource.objects.get().verify_by == TODAY + dt.timedelta(90)


def test_the_starter_program_loads_on_a_machine_whose_day_is_earlier(home: HomePage) -> None:
    """The demonstration begins months ago, before the day on which the starter texts were read."""
    with at("2026-01-05"):
        read = of("seen", verified_on=dt.date(2026, 11, 2), verify_by=dt.date(2027, 5, 2))
        assert [flaw.field for flaw in read.flaws(today())] == ["verified_on"]
        resource = ReferralResource(
            slug="line", name="A line", what="It listens.", **read._asdict()
        )
        resource.full_clean()
        resource.save()
