"""The menu: every entry leads somewhere, nobody is offered what they may not open."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import resolve

from portal.common.navigation import Link, address_of, menu_entries, menu_of
from portal.common.permissions import TABLE
from tests.factories import Cast

pytestmark = pytest.mark.django_db


def texts(person: object) -> list[str]:
    return [link.text for link in menu_of(person, "/elsewhere/")]


@pytest.mark.parametrize("entry", menu_entries(), ids=lambda entry: str(entry.text))
def test_every_entry_asks_the_permission_of_the_view_that_it_leads_to(entry) -> None:  # type: ignore[no-untyped-def]
    view = resolve(address_of(entry)).func
    asked = view.access  # type: ignore[attr-defined]
    # Pages that editors make are served by one public view, and the page itself asks for more.
    assert asked == entry.permission or (asked == "site.visit" and not entry.to.count(":"))
    assert entry.permission in TABLE


def test_no_two_entries_have_the_same_place(checked) -> None:  # type: ignore[no-untyped-def]
    places = [entry.position for entry in menu_entries()]
    assert places == sorted({*places})
    checked("entries of the menu", len(places), floor=11)


def test_each_person_is_offered_what_is_theirs(cast: Cast) -> None:
    colleague = ["My path", "Find a supporter", "Nominate", "Resources", "About"]
    learner = [
        "My path",
        "Training",
        "Find a supporter",
        "Nominate",
        "Guidance",
        "Resources",
        "About",
    ]
    attender = [*learner[:2], "Sessions", *learner[2:]]
    assert texts(AnonymousUser()) == ["Resources", "About"]
    assert texts(cast.stranger) == colleague
    assert texts(cast.supporter) == attender
    assert texts(cast.facilitator) == attender
    assert texts(cast.head) == [*learner[:2], "Endorsements", *learner[2:]]
    assert texts(cast.coordinator) == [
        *attender[:3],
        "Program",
        *attender[3:],
        "Edit content",
    ]
    assert texts(cast.editor) == [*learner, "Edit content"]


def test_the_entry_of_the_page_is_marked(cast: Cast) -> None:
    def current(path: str) -> list[Link]:
        return [link for link in menu_of(cast.supporter, path) if link.current]

    assert current("/training/") == [Link("Training", "/training/", "page")]
    assert current("/training/why/") == [Link("Training", "/training/", "true")]
    assert current("/") == []


def test_the_menu_costs_one_statement_however_many_entries(
    cast: Cast, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    for person in (cast.stranger, cast.coordinator):
        person.__dict__.pop("_roles_today", None)
        with django_assert_num_queries(1):
            menu_of(person, "/")
