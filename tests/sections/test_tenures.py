"""Who belongs to a section and who leads it, on a date."""

import pytest
from django.db import IntegrityError, transaction

from portal.common.roles import Role, roles_of
from portal.sections.models import Leadership, Membership
from portal.sections.selectors import leaders_of, section_of, sections_led_by
from portal.sections.services import (
    appoint_leader,
    end_leadership,
    ensure_campus,
    ensure_section,
    join_section,
)
from tests.clock import TODAY, days
from tests.factories import BEFORE, make_campus, make_leader, make_person, make_section

pytestmark = pytest.mark.django_db
HEAD, LEADER = Leadership.Kind.HEAD, Leadership.Kind.LEADER


def test_a_person_moves_from_one_section_to_the_next() -> None:
    first, second, person = make_section(), make_section(), make_person()
    join_section(person, section=first, by=None, since=days(-30), why="Hired")
    join_section(person, section=first, by=None, since=days(-20), why="Said twice")
    join_section(person, section=second, by=None, why="Moved")
    spans = [(m.section, m.since, m.until) for m in Membership.objects.order_by("pk")]
    assert spans == [(first, days(-30), TODAY), (second, TODAY, None)]
    answers = [section_of(person, on) for on in (days(-31), days(-30), days(-1), TODAY)]
    assert answers == [None, first, first, second]
    assert section_of(person) == second


def test_a_new_head_ends_the_tenure_of_the_one_before_and_of_nobody_else() -> None:
    section = make_section()
    old = make_leader(None, section)
    other = make_leader(None, section, LEADER)
    new = make_person()
    appoint_leader(new, section=section, kind=HEAD, by=None, why="Appointed")
    assert [(t.person, t.kind) for t in leaders_of(section)] == [(new, HEAD), (other, LEADER)]
    assert [t.person for t in leaders_of(section, days(-1))] == [old, other]
    assert roles_of(new) == {Role.SECTION_LEADER}
    assert [*sections_led_by(old)] == []
    assert [*sections_led_by(old, days(-1))] == [section]


def test_a_leader_becomes_head_without_a_day_between() -> None:
    section = make_section()
    person = make_leader(None, section, LEADER)
    appoint_leader(person, section=section, kind=HEAD, by=None, why="Promoted")
    appoint_leader(person, section=section, kind=HEAD, by=None, why="Said twice")
    spans = [(t.kind, t.since, t.until) for t in person.leaderships.order_by("pk")]
    assert spans == [(LEADER, BEFORE, TODAY), (HEAD, TODAY, None)]


def test_a_head_appointed_by_mistake_is_taken_back_the_same_day() -> None:
    section, slip = make_section(), make_person()
    right = make_leader(None, section)
    mistake = appoint_leader(slip, section=section, kind=HEAD, by=None, why="Appointed")
    assert [each.person for each in leaders_of(section)] == [slip]
    end_leadership(mistake, by=None, why="A slip")
    assert [*leaders_of(section)] == []
    appoint_leader(right, section=section, kind=HEAD, by=None, why="Back again")
    assert [each.person for each in leaders_of(section)] == [right]
    assert [*sections_led_by(slip)] == []
    assert roles_of(slip) == frozenset()
    # No day on which the mistake led is on record, and every day on which the other did.
    on_days = [[each.person for each in leaders_of(section, days(n))] for n in (-1, 0, 1)]
    assert on_days == [[right], [right], [right]]


def test_ending_once_more_makes_nobody_lead_again() -> None:
    section = make_section()
    tenure = make_leader(None, section).leaderships.get()
    seen_by_a_second = Leadership.objects.get(pk=tenure.pk)
    end_leadership(tenure, by=None, until=days(-5), why="Stepped down")
    for late in (days(3), None):
        end_leadership(seen_by_a_second, by=None, until=late, why="Ended once more")
        tenure.refresh_from_db()
        assert tenure.until == days(-5)
    assert tenure.history.count() == 2
    # A planned end can be brought forward.
    other = make_leader(None, section).leaderships.get()
    end_leadership(other, by=None, until=days(30), why="Planned")
    end_leadership(other, by=None, why="Earlier")
    other.refresh_from_db()
    assert other.until == TODAY


def test_a_person_sent_to_the_wrong_section_comes_back_the_same_day() -> None:
    right, wrong, person = make_section(), make_section(), make_person()
    join_section(person, section=right, by=None, since=days(-30), why="Hired")
    join_section(person, section=wrong, by=None, why="A slip")
    join_section(person, section=right, by=None, why="Back again")
    assert [section_of(person, on) for on in (days(-1), TODAY, days(1))] == [right] * 3
    spans = person.memberships.order_by("pk").values_list("section", "since", "until")
    assert list(spans) == [
        (right.pk, days(-30), TODAY),
        (wrong.pk, TODAY, TODAY),
        (right.pk, TODAY, None),
    ]


def test_one_leads_several_sections_and_each_once() -> None:
    first, second = make_section("A"), make_section("B")
    person = make_leader(None, first)
    appoint_leader(person, section=second, kind=LEADER, by=None, why="Helps out")
    assert [*sections_led_by(person)] == [first, second]
    end_leadership(person.leaderships.get(section=first), by=None, why="Moved on")
    assert [*sections_led_by(person)] == [second]


def test_a_leader_without_access_leads_nobody() -> None:
    from portal.accounts.services import end_access

    section = make_section()
    person = make_leader(None, section)
    end_access(person, by=None, why="Left")
    assert [*leaders_of(section)] == []


def test_the_database_itself_keeps_one_head_and_one_section() -> None:
    section, person = make_section(), make_person()
    make_leader(None, section)
    with pytest.raises(IntegrityError), transaction.atomic():
        Leadership(person=person, section=section, kind=HEAD, since=TODAY).save()
    join_section(person, section=section, by=None, why="Hired")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership(person=person, section=make_section(), since=TODAY).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Leadership(person=person, section=section, kind=LEADER, since=TODAY, until=days(-1)).save()


def test_what_is_there_is_not_made_again() -> None:
    campus, made = ensure_campus("anschutz", name="Anschutz", by=None)
    assert made
    assert ensure_campus("anschutz", name="Another name", by=None) == (campus, False)
    section, made = ensure_section(campus, slug="cardiology", name="Cardiology", by=None)
    assert made
    assert ensure_section(campus, slug="cardiology", name="Another name", by=None) == (
        section,
        False,
    )
    assert str(section) == "Cardiology, Anschutz"
    assert make_campus().pk != campus.pk


def test_leaders_are_found_in_one_statement(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in (1, 3):
        section = make_section()
        for _ in range(number):
            make_leader(None, section, LEADER)
        with django_assert_num_queries(1):
            assert len([tenure.person.full_name for tenure in leaders_of(section)]) == number
