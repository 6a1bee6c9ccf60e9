"""What lists read of the gate is what the gate says: standing, every requirement, whether a certificate is earned,
and who must act next."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from certification.enums import Actor, Standing
from certification.models import StandingPeriod
from certification.rules.gate import NO_TERMS, decide
from certification.rules.periods import requirements_in
from certification.rules.requirements import kinds
from certification.rules.requirements.training import COMPLETION
from certification.rules.waiting import (
    actor_of,
    known_from,
    missing_circumstances,
    waits_on,
)
from certification.selectors import projection
from certification.selectors.directory import directory
from certification.selectors.facts import fact_rows, facts_of, gathered
from certification.selectors.policy import terms_on
from certification.selectors.program import program
from certification.selectors.sources import sources
from certification.selectors.standing import decisions_for, periods_on
from certification.selectors.waiting import circumstances_of
from certification.services.projecting import project_everybody, turn_over
from curriculum.rules.progress import replaced_on
from curriculum.selectors.learning import published_numbers
from tests.certification import rows
from tests.certification.worlds import EVERY_KIND, LAST_DAY, build, worlds
from tests.clock import at

pytestmark = pytest.mark.django_db

EXAMPLES = 40
FEWEST_COMPARED = 1_000


@contextmanager
def undone() -> Iterator[None]:
    """Rows of one example, taken back at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def by_the_gate(supporters, on):
    terms = terms_on(on) or NO_TERMS
    answers = {}
    around = circumstances_of((s.pk for s in supporters), on, terms)
    for pk, facts in facts_by_records(supporters).items():
        decision = decide(terms, facts, on)
        unmet = tuple(state.requirement for state in decision.unmet)
        known = known_from(facts, on)
        every = {**known, **around[pk]}
        # A person's own page asks for no more than these.
        few = {**known, **{name: every[name] for name in missing_circumstances(decision, known)}}
        turns = [
            [actor_of(state, decision, some) for state in decision.unmet] for some in (few, every)
        ]
        assert turns[0] == turns[1]
        actor = waits_on(decision, every)
        answers[pk] = (decision.standing, unmet, decision.training_is_met, actor)
    return answers


def facts_by_records(supporters):
    said = projection.facts_by_records([s.pk for s in supporters], sources())
    return gathered((s.pk for s in supporters), (fact[:5] for fact in said))


def by_lists(on):
    shown = program(on, {})
    lines = {line.number: line for line in shown.waiting_on(None)[:]}
    listed = {actor: [line.number for line in shown.waiting_on(actor)[:]] for actor in Actor}
    assert {actor: len(some) for actor, some in listed.items()} == shown.queues.counts
    assert {pk: actor for actor, some in listed.items() for pk in some} == {
        pk: line.waits_on for pk, line in lines.items()
    }
    return {
        row.supporter_id: (
            row.standing,
            requirements_in(row.unmet),
            row.training_is_met,
            lines[row.supporter_id].waits_on,
        )
        for row in shown.periods
    }


def as_today(on, project):
    """What lists say on a day that is today: before the periods are turned over, and after it."""
    with at(f"{on}"):
        if project:
            project_everybody(kinds=())
        before = by_lists(on)
        turn_over()
        assert not StandingPeriod.objects.filter(is_current=True, until__lte=on).exists()
        return before, by_lists(on)


@pytest.mark.slow
def test_lists_and_the_gate_agree_on_every_supporter_and_date(checked):
    compared, seen, waiting = 0, set(), set()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @example(EVERY_KIND, [6, 20])
    @given(worlds, st.lists(st.integers(-1, LAST_DAY + 9), min_size=10, max_size=12, unique=True))
    def agree(world, days):
        nonlocal compared
        with undone():
            supporters = build(world)
            for place, number in enumerate(sorted(days)):
                on = rows.day(number)
                expected = by_the_gate(supporters, on)
                assert by_lists(on) == expected
                assert as_today(on, project=not place) == (expected, expected)
                compared += len(expected)
                seen.update(standing for standing, _, _, _ in expected.values())
                waiting.update(actor for _, _, _, actor in expected.values())

    agree()
    checked("supporter-dates in lists and by the gate", compared, floor=FEWEST_COMPARED)
    assert seen == set(Standing)
    assert waiting == set(Actor)


def test_people_are_told_the_day_on_which_the_gate_stops_counting(checked):
    """The third place that knows when a material edition replaces another tells people their dates."""
    compared = 0

    @settings(
        max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(worlds)
    def told(world):
        nonlocal compared
        with undone():
            build(world)
            for row in fact_rows(COMPLETION).select_related("edition__module"):
                published = published_numbers(row.edition.module)
                assert row.f_until == replaced_on(row.edition.number, published)
                compared += 1

    told()
    checked("completions and their last day", compared, floor=20)


@settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(worlds)
def test_the_roster_of_a_day_is_who_the_gate_calls_active(world):
    with undone():
        supporters = build(world)
        for number in range(0, LAST_DAY + 9, 3):
            decisions = decisions_for((s.pk for s in supporters), rows.day(number))
            active = {pk for pk, decision in decisions.items() if decision.standing == "active"}
            listed = directory(rows.day(number)).periods
            assert set(listed.values_list("supporter", flat=True)) == active


@settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(worlds)
def test_under_the_same_terms_standing_changes_only_on_a_day_of_its_own_facts(world):
    with undone():
        facts = facts_of(s.pk for s in build(world))
        turning_points = {pk: _turning_points(of_one) for pk, of_one in facts.items()}
        yesterday = None
        for number in range(-1, LAST_DAY + 10):
            on = rows.day(number)
            terms = terms_on(on)
            if terms is None:
                continue
            standing = {pk: decide(terms, of_one, on).standing for pk, of_one in facts.items()}
            if yesterday and yesterday[0] == terms:
                moved = {pk for pk in standing if standing[pk] != yesterday[1][pk]}
                assert moved <= {pk for pk, days in turning_points.items() if on in days}
            yesterday = terms, standing


def _turning_points(facts):
    spans = [facts.of(kind) for kind in facts.by_kind]
    return {day for span in spans for interval in span for day in (interval.since, interval.until)}


def test_the_lists_cost_the_same_for_one_and_three_supporters(django_assert_num_queries):
    course = rows.course()
    rows.edition(rows.module(course), 1, 0)
    rows.policy(course, 1, 0, list(kinds()))
    on = rows.day(1)
    first = rows.supporter()
    with django_assert_num_queries(3):
        assert len(decisions_for([first.pk], on)) == 1
    with django_assert_num_queries(1):
        assert len(periods_on(on)) == 1
    others = [rows.supporter(), rows.supporter()]
    with django_assert_num_queries(3):
        assert len(decisions_for([first.pk, *(s.pk for s in others)], on)) == 3
    with django_assert_num_queries(1):
        assert len(periods_on(on)) == 3
