"""The history in the CMS: who changed what, from what, to what, and why; and what it never shows."""

from typing import Any

import pytest
from django.test import Client

from content.models import ReferralResource
from portal.accounts.services import end_access, grant_role
from portal.common.audit import recorded
from portal.common.history.selectors import PER_PAGE, history_page, kinds, tracked_models
from portal.common.roles import Role
from portal.sections.models import Section
from portal.sections.services import join_section
from tests.clock import TODAY, at, days
from tests.content.pages import make_site
from tests.factories import Cast, make_campus, make_person, make_section, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    make_site()
    return sign_in(cast.coordinator)


def rename(section: Section, name: str, by: Any) -> None:
    with recorded(by=by, why="It was renamed"):
        section.name = name
        section.save()


def entries(**filters: Any) -> list[Any]:
    return history_page(None, **filters)[1]


def test_a_change_is_told_from_to_by_whom_and_why(cast: Cast) -> None:
    with at("2026-11-24"):
        rename(cast.cardiology, "Heart Center", cast.coordinator)
        newest = entries()[0]
    assert (newest.who, newest.what, newest.kind) == ("Cora Example, MD", "Changed", "Section")
    assert newest.name == "Heart Center, Anschutz"
    assert newest.why == "It was renamed"
    assert [tuple(change) for change in newest.changes] == [("Name", "Cardiology", "Heart Center")]


def test_what_the_portal_did_by_itself_is_the_portals(cast: Cast) -> None:
    assert {entry.who for entry in entries(kind="accounts.person")} == {"The portal"}


def test_relations_and_choices_are_told_in_words(cast: Cast) -> None:
    person = make_person("Rae Example")
    grant_role(person, role=Role.EDITOR, by=cast.coordinator, why="Writes well")
    (given,) = entries(kind="accounts.roleassignment", who="Cora")
    assert [tuple(change) for change in given.changes] == [
        ("Person", "", "Rae Example, MD"),
        ("Role", "", "Editor"),
        ("Since", "", "November 23, 2026"),
    ]


def test_filters_narrow_by_person_kind_and_days(cast: Cast) -> None:
    rename(cast.cardiology, "Heart Center", cast.coordinator)
    with at("2026-12-24"):
        rename(cast.surgery, "Operations", cast.editor)
    assert [e.name for e in entries(who="cora")] == ["Heart Center, Anschutz"]
    assert {e.kind for e in entries(kind="sections.section")} == {"Section"}
    assert [e.who for e in entries(since=days(1))] == ["Ed Example, MD"]
    assert "Operations, Colorado Springs" not in [e.changes for e in entries(until=TODAY)]
    assert len(entries(since=days(31), until=days(31))) == 1
    assert entries(kind="accounts.nothing") == []


def test_the_newest_come_first_and_pages_follow_one_another(cast: Cast) -> None:
    for number in range(PER_PAGE + 5):
        rename(cast.cardiology, f"Heart {number}", cast.coordinator)
    page, first = history_page("1", who="cora")
    _, second = history_page("2", who="cora")
    assert (page.paginator.count, len(first), len(second)) == (PER_PAGE + 5, PER_PAGE, 5)
    assert first[0].changes[0].after == f"Heart {PER_PAGE + 4}"


def test_statements_do_not_grow_with_rows(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    person = make_person("Rae Example", section=cast.cardiology)
    for count in (1, 3):
        mover = make_person(f"Mover {count} Example", roles=[Role.COORDINATOR])
        for number in range(count):
            section = make_section(f"Section {count} {number}", make_campus())
            join_section(person, section=section, by=mover, why="Moved")
        # count, page; of memberships: rows, rows before, the memberships, people, sections.
        with django_assert_num_queries(7):
            _, found = history_page(None, kind="sections.membership", who=f"mover {count}")
        assert len(found) == 2 * count


def test_no_password_no_attempt_no_bookmark(coordinator: Client, cast: Cast) -> None:
    cast.stranger.set_password("another long phrase")
    cast.stranger.save()
    end_access(cast.stranger, by=cast.coordinator, why="Left the hospital")
    names = {model.__name__ for model in tracked_models()}
    assert not {"Attempt", "Bookmark", "OutboxMessage", "LogEntry"} & names
    html = coordinator.get("/cms/history/").content.decode()
    assert "Left the hospital" in html
    assert "md5$" not in html
    assert "password" not in html.split("<main")[1].casefold()
    fields = {c.field for entry in entries(kind="accounts.person") for c in entry.changes}
    assert fields == {"Email address", "Name", "Credentials", "Is active", "Joined at", "Left on"}


def test_the_page_shows_filters_and_rows(coordinator: Client, cast: Cast) -> None:
    rename(cast.cardiology, "Heart Center", cast.coordinator)
    html = coordinator.get("/cms/history/?who=Cora&kind=sections.section").content.decode()
    assert "1 change, the newest first." in html
    assert "Cardiology → Heart Center" in html
    assert 'value="Cora"' in html
    unreadable = coordinator.get("/cms/history/?since=yesterday&page=minus")
    assert unreadable.status_code == 200
    assert "Enter a valid date." in unreadable.content.decode()
    assert "Nothing was changed" in coordinator.get("/cms/history/?who=nobody").content.decode()


def test_only_the_coordinator_reads_it(coordinator: Client, cast: Cast) -> None:
    assert coordinator.get("/cms/history/").status_code == 200
    assert "/cms/history/" in coordinator.get("/cms/").content.decode()
    for person in (cast.editor, cast.legal, cast.risk, cast.supporter, cast.head):
        assert sign_in(person).get("/cms/history/").status_code == 403
    assert "/cms/history/" not in sign_in(cast.editor).get("/cms/").content.decode()
    assert Client().get("/cms/history/").status_code == 302


def test_every_kind_of_record_can_be_read(cast: Cast, checked) -> None:  # type: ignore[no-untyped-def]
    resource = ReferralResource(slug="x", name="X", what="A line", office="Office of Equity")
    with recorded(by=cast.editor, why="Added"):
        resource.save()
    for kind, _ in kinds():
        history_page(None, kind=kind)
    assert [e.name for e in entries(who="Ed Example")] == ["X"]
    checked("kinds of records in the history", len(kinds()), floor=20)
