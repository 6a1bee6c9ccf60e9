"""The rest of the CMS: the dashboard, resources, statements, the expectations."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data

from certification.models import Statement
from certification.services.policy import ensure_statements
from content.enums import Confirmation
from content.models import (
    ExpectationsPage,
    GuidanceIndexPage,
    GuidancePage,
    HomePage,
    ProgramIndexPage,
    ReferralResource,
    ReportOrReferPage,
)
from content.selectors.due import due_for_checking
from content.starter import streams
from curriculum.enums import Change
from curriculum.models import ExpectationsEdition
from portal.common.errors import Refusal
from tests.clock import TODAY, days
from tests.content.pages import make_site, stream
from tests.factories import Cast, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    return make_site()


@pytest.fixture
def coordinator(home: HomePage, cast: Cast) -> Client:
    return sign_in(cast.coordinator)


def make_resource(slug: str = "line", **fields: Any) -> ReferralResource:
    said = {"name": "A line", "what": "It listens.", "office": "HR", "citation": "Its page."}
    resource = ReferralResource(slug=slug, **{**said, **fields})
    resource.full_clean()
    resource.save()
    return resource


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


# The dashboard --------------------------------------------------------------------------------------


def test_the_dashboard_lists_what_is_due(coordinator: Client, home: HomePage) -> None:
    checked = {"verified_on": TODAY, "office": "Office of Equity", "status": "confirmed"}
    index = home.add_child(instance=GuidanceIndexPage(title="Guidance", slug="guidance"))
    for title, by in [("Soon", days(60)), ("Later", days(61)), ("Past", days(-1))]:
        page = GuidancePage(title=title, slug=title.lower(), verify_by=by, **checked)
        index.add_child(instance=page)
    make_resource(name="Only read in its source", verified_on=TODAY, verify_by=days(90))
    make_resource("other", name="Never checked")
    criterion = {
        "title": "Danger", "slug": "danger", "level": "urgent", "what_html": "<p>It is.</p>",
        "who_to_tell": "988", "by_when": "Now", "office": "Office of Equity", "citation": "",
        "status": "confirmed", "verified_on": TODAY.isoformat(), "verify_by": days(5).isoformat(),
    }  # fmt: skip
    criteria = streams.simple("criterion", [criterion, {**criterion, "verify_by": None}], "x")
    home.add_child(instance=ReportOrReferPage(title="Report", slug="report", criteria=criteria))

    found = due_for_checking()
    assert [(due.title, due.overdue, due.confirmed) for due in found] == [
        ("Past", True, True),
        ("Danger", False, True),
        ("Soon", False, True),
        ("Only read in its source", False, False),
        ("Never checked", False, False),
    ]
    html = coordinator.get("/cms/").content.decode()
    assert "Not yet. Read in its source: November 23, 2026" in html
    for due in found:
        assert due.url in html
    assert "What’s new" not in html
    assert "editor guide" not in html


# Resources ------------------------------------------------------------------------------------------


def resource_data(**changed: Any) -> dict[str, Any]:
    return {
        "name": "A line", "slug": "line", "what": "It listens.", "phone": "988", "hours": "",
        "web": "", "note": "", "merged_into": "", "position": "0", "shown": "on", "office": "HR",
        "citation": "Its page.", "status": "seen", "verified_on": "", "verify_by": "", **changed,
    }  # fmt: skip


def test_a_coordinator_adds_and_changes_a_resource_with_history(
    coordinator: Client, cast: Cast
) -> None:
    add = reverse("wagtailsnippets_content_referralresource:add")
    assert coordinator.post(add, resource_data()).status_code == 302
    resource = ReferralResource.objects.get()
    edit = reverse("wagtailsnippets_content_referralresource:edit", args=[resource.pk])
    assert coordinator.post(edit, resource_data(phone="303-555-0100")).status_code == 302
    history = resource.history.order_by("history_id")
    assert [(row.phone, row.history_user) for row in history] == [
        ("988", cast.coordinator),
        ("303-555-0100", cast.coordinator),
    ]


def test_a_merged_resource_names_its_successor(coordinator: Client) -> None:
    add = reverse("wagtailsnippets_content_referralresource:add")
    response = coordinator.post(add, resource_data(status=Confirmation.MERGED.value))
    assert response.context["form"].errors == {
        "merged_into": ["Choose the service that does this now."]
    }
    other = make_resource("other")
    response = coordinator.post(
        add, resource_data(status=Confirmation.MERGED.value, merged_into=other.pk)
    )
    assert response.status_code == 302


def test_nobody_deletes_a_resource(coordinator: Client, cast: Cast) -> None:
    resource = make_resource()
    address = reverse("wagtailsnippets_content_referralresource:delete", args=[resource.pk])
    cast.coordinator.is_superuser = True
    cast.coordinator.save()
    for person in (cast.coordinator, cast.editor):
        assert sign_in(person).post(address).status_code == 302
    assert ReferralResource.objects.exists()


def test_reviewers_see_resources_and_do_not_change_them(home: HomePage, cast: Cast) -> None:
    resource = make_resource()
    reviewer = sign_in(cast.legal)
    listing = reverse("wagtailsnippets_content_referralresource:list")
    assert reviewer.get(listing).status_code == 200
    edit = reverse("wagtailsnippets_content_referralresource:edit", args=[resource.pk])
    assert reviewer.post(edit, resource_data(name="Changed")).status_code == 302
    assert ReferralResource.objects.get().name == "A line"


# Statements -----------------------------------------------------------------------------------------

SAYS = "for {section} under {certificate}. {signer}, {date}"
TEXTS = {"endorsement": {"text": "I endorse {person} " + SAYS, "meaning": "Endorsement"}}


def test_a_statement_is_changed_by_a_new_version(coordinator: Client, cast: Cast) -> None:
    ensure_statements(TEXTS, by=None)
    add = reverse("wagtailsnippets_certification_statement:add")
    text = "I stand by {person} " + SAYS
    data = {"kind": "endorsement", "text": text, "meaning": "Endorsement"}
    assert coordinator.post(add, data).status_code == 302
    first, second = Statement.objects.order_by("number")
    assert (first.text, second.text) == (TEXTS["endorsement"]["text"], text)
    assert (second.number, second.history.get().history_user) == (2, cast.coordinator)

    again = coordinator.post(add, data)
    assert again.context["form"].errors == {
        "text": ["This is the version in use. Change its text or its meaning."]
    }
    for words, error in [
        (
            text + " {patient}",
            "The statement “endorsement” names {patient}, which the portal cannot fill in.",
        ),
        (
            "I endorse {person}.",
            "Include {section}, {signer}, {date} and {certificate} too: it is part of what is signed.",
        ),
    ]:
        wrong = coordinator.post(add, {**data, "text": words})
        assert wrong.context["form"].errors == {"text": [error]}
    assert Statement.objects.count() == 2


def test_a_statement_is_never_edited_or_deleted(coordinator: Client, cast: Cast) -> None:
    (statement,) = ensure_statements(TEXTS, by=None)
    listing = reverse("wagtailsnippets_certification_statement:list")
    assert coordinator.get(listing).status_code == 200
    for view in ("edit", "delete"):
        address = reverse(f"wagtailsnippets_certification_statement:{view}", args=[statement.pk])
        assert coordinator.get(address).status_code == 302
    for person in (cast.editor, cast.legal):
        add = reverse("wagtailsnippets_certification_statement:add")
        assert sign_in(person).get(add).status_code == 302


# Expectations ---------------------------------------------------------------------------------------


@pytest.fixture
def expectations(home: HomePage) -> ExpectationsPage:
    about = home.add_child(instance=ProgramIndexPage(title="About", slug="about"))
    page = ExpectationsPage(
        title="Expectations",
        slug="expectations",
        live=False,
        intro="I undertake:",
        meaning="I accept these.",
        items=streams.simple("item", ["I attend."], "x"),
    )
    about.add_child(instance=page)
    page.save_revision().publish()
    return ExpectationsPage.objects.get()


def expectations_data(**changed: Any) -> dict[str, Any]:
    data = {
        "title": "Expectations", "slug": "expectations", "intro": "I undertake:",
        "meaning": "I accept these.", "items": stream([("item", "I attend.")]),
        "change": Change.MINOR.value, "change_note": "", "due_on": "", "seo_title": "",
        "search_description": "", **changed,
    }  # fmt: skip
    return nested_form_data(data) | {"action-publish": "action-publish"}


def test_publishing_the_expectations_makes_an_edition(
    coordinator: Client, expectations: ExpectationsPage, cast: Cast
) -> None:
    first = ExpectationsEdition.objects.get()
    assert (first.number, first.items, first.published_by) == (1, ["I attend."], None)
    edit = reverse("wagtailadmin_pages:edit", args=[expectations.pk])
    items = stream([("item", "I attend."), ("item", "I listen.")])
    material = {"change": "material", "change_note": "One more.", "due_on": days(14).isoformat()}
    response = coordinator.post(edit, expectations_data(items=items, **material))
    second = ExpectationsEdition.objects.get(number=2)
    assert (second.items, second.due_on) == (["I attend.", "I listen."], TODAY + dt.timedelta(14))
    assert second.published_by == cast.coordinator
    assert any("This is edition 2, a material change" in text for text in said(response))


def test_empty_expectations_are_refused_at_the_field(
    coordinator: Client, expectations: ExpectationsPage
) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[expectations.pk])
    response = coordinator.post(edit, expectations_data(items=stream([]), meaning=""))
    empty = ["Write something here: it is signed."]
    assert response.context["form"].errors == {"items": empty, "meaning": empty}


def test_expectations_are_neither_unpublished_nor_deleted(
    coordinator: Client, expectations: ExpectationsPage
) -> None:
    for view in ("unpublish", "delete"):
        address = reverse(f"wagtailadmin_pages:{view}", args=[expectations.pk])
        assert "expectations" in said(coordinator.post(address))[0]
    with pytest.raises(Refusal, match="stay published"):
        expectations.unpublish()
    assert ExpectationsPage.objects.get().live
    assert "I attend." in Client().get("/about/expectations/").content.decode()
