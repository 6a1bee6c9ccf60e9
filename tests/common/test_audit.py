"""History says what changed, when, by whom and why; what would leave none is refused."""

import pytest
from django.db import transaction

from portal.accounts.models import Person
from portal.accounts.services import grant_role
from portal.common.audit import acting_person, recorded
from portal.common.roles import Role
from portal.common.time import as_of
from portal.sections.models import Campus, Membership
from portal.sections.services import join_section
from tests.clock import NOW, days
from tests.factories import make_campus, make_person, make_section, make_supporter
from tests.said import history_of

pytestmark = pytest.mark.django_db


def test_a_record_keeps_who_when_and_why() -> None:
    boss, campus = make_person(), make_campus("Anschutz")
    with recorded(by=boss, why="Renamed by the hospital"):
        campus.name = "Aurora"
        campus.save()
    assert history_of(campus) == [
        ("+", None, "Campus opened"),
        ("~", boss, "Renamed by the hospital"),
    ]
    first, last = campus.history.order_by("history_id")
    assert (first.name, last.name) == ("Anschutz", "Aurora")
    assert last.history_date == NOW


def test_a_service_within_a_service_keeps_its_own_reason_and_joins_the_transaction() -> None:
    outer, inner, campus, other = make_person(), make_person(), make_campus(), make_campus()

    class ChangedMind(Exception):
        pass

    def both(then: Exception | None) -> None:
        with recorded(by=outer, why="Outer"):
            campus.save()
            with recorded(by=inner, why="Inner"):
                other.save()
            campus.save()
            if then:
                raise then

    both(None)
    assert history_of(campus)[1:] == [("~", outer, "Outer"), ("~", outer, "Outer")]
    assert history_of(other)[1:] == [("~", inner, "Inner")]
    with pytest.raises(ChangedMind):
        both(ChangedMind())
    assert len(history_of(campus)) == 3
    assert len(history_of(other)) == 2


def test_the_act_ends_with_its_block() -> None:
    boss, campus = make_person(), make_campus()
    with recorded(by=boss, why="Once"):
        assert acting_person() == boss
    assert acting_person() is None
    with transaction.atomic():
        campus.save()
    assert history_of(campus)[1:] == [("~", None, None)]


def test_history_follows_the_pretended_clock() -> None:
    campus = make_campus()
    with as_of(NOW.replace(year=2025)), recorded(by=None, why="Long ago"):
        campus.save()
    assert campus.history.latest("history_id").history_date == NOW.replace(year=2025)


def test_writes_that_leave_no_history_are_refused() -> None:
    campus, person = make_campus(), make_person()
    writes = [
        lambda: Campus.objects.update(name="x"),
        lambda: Campus.objects.filter(pk=campus.pk).update(name="x"),
        lambda: Campus.objects.bulk_create([Campus(slug="b", name="B")]),
        lambda: Campus.objects.bulk_update([campus], ["name"]),
        lambda: Campus.objects.filter(pk=campus.pk).delete(),
        lambda: Person.objects.filter(pk=person.pk).update(name="x"),
        lambda: Person.objects.filter(pk=person.pk).delete(),
        lambda: person.role_assignments.update(role=Role.EDITOR),
        lambda: person.role_assignments.all().delete(),
        campus.delete,
        person.delete,
    ]
    for write in writes:
        with pytest.raises(TypeError):
            write()
    campus.refresh_from_db()
    assert campus.name != "x"
    assert Person.objects.filter(pk=person.pk).exists()
    assert len(history_of(campus)) == 1


def test_what_is_frozen_never_changes() -> None:
    from certification.models import Policy

    policy = Policy(number=1, in_force_from=days(0))
    policy.save()
    policy.in_force_from = days(1)
    with pytest.raises(TypeError, match="never changes"):
        policy.save()
    found = Policy.objects.get()
    found.number = 2
    with pytest.raises(TypeError, match="never changes"):
        found.save()
    assert (Policy.objects.get().number, Policy.objects.get().in_force_from) == (1, days(0))


def test_every_service_of_people_and_sections_leaves_who_and_why() -> None:
    boss, person, section = make_person(), make_person(), make_section()
    role = grant_role(person, role=Role.EDITOR, by=boss, why="Edits the course")
    place = join_section(person, section=section, by=boss, why="Moved here")
    later = join_section(person, section=make_section(), by=boss, why="Moved on")
    assert history_of(role) == [("+", boss, "Edits the course")]
    assert history_of(place) == [("+", boss, "Moved here"), ("~", boss, "Moved on")]
    assert history_of(later) == [("+", boss, "Moved on")]
    assert history_of(Membership.objects.get(pk=place.pk)) == history_of(place)


def test_history_outlives_the_request_and_names_its_person() -> None:
    from simple_history.models import HistoricalRecords

    supporter = make_supporter()

    class Request:
        user = supporter.person

    HistoricalRecords.context.request = Request()
    try:
        assert acting_person() == supporter.person
        supporter.save()
    finally:
        del HistoricalRecords.context.request
    assert history_of(supporter)[1:] == [("~", supporter.person, None)]
