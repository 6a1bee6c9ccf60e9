"""A prepared queryset gives what the plain one gives, on whichever database the tests run."""

import datetime as dt
from threading import Thread

import pytest
import time_machine
from django.db import connection
from django.db.models import F, QuerySet, TextChoices, Value

from portal.accounts.models import Person, RoleAssignment
from portal.common.prepared import Prepared
from portal.common.roles import Role
from portal.common.time import today
from tests.factories import Cast, make_person

pytestmark = pytest.mark.django_db


def roles(person: int, *, role: str = Role.COORDINATOR) -> QuerySet:
    rows = RoleAssignment.objects.filter(person=person, role=role, since__lte=today())
    return rows.order_by("pk")


def given(person: int) -> QuerySet:
    """A union with constants, dates and an id in each part."""
    rows = (
        RoleAssignment.objects.filter(person__in=[person]).order_by().annotate(kind=Value("role"))
    )
    joined = Person.objects.filter(pk=person).order_by().annotate(kind=Value("person"))
    return rows.values_list("kind", "since").union(joined.values_list("kind", "left_on"), all=True)


def people(cast: Cast) -> list[int]:
    return [cast.coordinator.pk, cast.supporter.pk, cast.head.pk, 2**31]


@pytest.mark.parametrize(
    "build",
    [
        roles,
        given,
        lambda person: RoleAssignment.objects.filter(person=person).select_related("person"),
        lambda person: Person.objects.filter(pk=person).annotate(twice=F("pk") * 2),
        lambda person: Person.objects.filter(pk=person).values("email", "joined_at"),
        lambda person: Person.objects.filter(pk=person).values_list("name", flat=True),
        lambda person: Person.objects.filter(pk__gte=person).order_by("-pk")[:2],
    ],
)
def test_the_rows_are_those_of_the_queryset(cast: Cast, build) -> None:  # type: ignore[no-untyped-def]
    prepared = Prepared(build)
    for _ in range(2):
        assert [prepared.rows(pk) for pk in people(cast)] == [
            list(build(pk)) for pk in people(cast)
        ]
    assert any(prepared.rows(pk) for pk in people(cast))


def test_annotations_and_joined_rows_come_along(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    prepared = Prepared(lambda pk: roles(pk).select_related("person").annotate(twice=F("pk") * 2))
    with django_assert_num_queries(1):
        [row] = prepared.rows(cast.coordinator.pk)
        assert (row.person, row.twice) == (cast.coordinator, row.pk * 2)


def test_no_row_is_kept(cast: Cast) -> None:
    prepared = Prepared(roles)
    before = prepared.rows(cast.coordinator.pk)
    assert [row.until for row in before] == [None]
    before[0].until = today()
    before[0].save()
    assert [row.until for row in prepared.rows(cast.coordinator.pk)] == [today()]


def test_several_ids_keep_their_places(cast: Cast) -> None:
    prepared = Prepared(
        lambda least, most: Person.objects.filter(pk__gte=least, pk__lte=most).order_by("pk")
    )
    low, high = sorted((cast.coordinator.pk, cast.head.pk))
    assert prepared.rows(low, high) == list(prepared.build(low, high))
    assert prepared.rows(high, low) == []


def test_it_is_compiled_once_a_day_a_kind_of_database_and_set_of_arguments(
    cast: Cast, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[object] = []

    def build(person: int, *, role: str = Role.COORDINATOR) -> QuerySet:
        built.append(role)
        return roles(person, role=role)

    prepared = Prepared(build)
    for pk in people(cast):
        prepared.rows(pk)
    assert built == [Role.COORDINATOR]
    assert prepared.rows(cast.coordinator.pk, role=Role.EDITOR) == []
    assert built == [Role.COORDINATOR, Role.EDITOR]
    clock.shift(dt.timedelta(days=-3650))
    assert prepared.rows(cast.coordinator.pk) == []
    assert len(built) == 3
    monkeypatch.setattr(connection, "vendor", "another")
    prepared.rows(cast.coordinator.pk)
    assert len(built) == 4


class Odd(TextChoices):
    """What nobody should write, and what must be found all the same."""

    QUOTED = "100 %s of 'it'", "Quoted"


def test_what_an_enumeration_says_is_written_into_the_statement(cast: Cast) -> None:
    """SQLite would plan the statement anew each time it is asked (see the module)."""
    make_person(Odd.QUOTED.value)
    prepared = Prepared(
        lambda pk: Person.objects.filter(pk__gte=pk, name=Odd.QUOTED, credentials="MD")
    )
    for _ in range(2):
        assert [person.name for person in prepared.rows(1)] == [Odd.QUOTED.value]
    kept = Prepared(roles)._compile(connection.vendor, today(), 1, (("role", Role.EDITOR),))
    assert "'editor'" in kept.sql
    assert "editor" not in [*map(str, kept.params)]


@pytest.mark.django_db(transaction=True)
def test_another_thread_uses_a_connection_of_its_own(cast: Cast) -> None:
    prepared, found = Prepared(roles), []
    mine = prepared.rows(cast.coordinator.pk)

    def ask() -> None:
        try:
            found.extend(prepared.rows(cast.coordinator.pk))
        finally:
            connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert found == mine
    assert mine


def test_an_id_that_is_not_filtered_by_is_refused(cast: Cast) -> None:
    with pytest.raises(TypeError, match="does not filter by each of its ids"):
        Prepared(lambda one, other: roles(one)).rows(1, 2)


def test_the_first_row_or_none(cast: Cast) -> None:
    prepared = Prepared(lambda pk: roles(pk)[:1])
    assert prepared.first(cast.coordinator.pk) == roles(cast.coordinator.pk).first()
    assert prepared.first(2**31) is None
