"""Each service that writes the tables of facts: what it writes, what it leaves alone, and whom it names."""

import pytest
from django_tasks_db.models import DBTaskResult

from certification.models import Fact, Movement, StandingPeriod
from certification.selectors.calendar import terms_calendar
from certification.services import projecting
from certification.services.projecting import (
    correct_differences,
    count_differences,
    lay_out_periods,
    locked,
    note_movement,
    note_movements,
    project,
    project_everybody,
    project_facts,
    project_later,
)
from tests.certification import rows
from tests.certification.program import NOW_DAY, run_program
from tests.clock import TODAY, days
from tests.factories import make_person, make_supporter

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return run_program()


@pytest.fixture
def supporter(program):
    """Nominated, and paused from tomorrow for three days."""
    made = make_supporter("Sam Example")
    rows.nomination(made, make_person(), "accepted", NOW_DAY - 9)
    rows.hold(made, NOW_DAY + 1, NOW_DAY + 4, make_person())
    return made


def facts_of(supporter):
    found = Fact.objects.filter(supporter=supporter).order_by("kind", "since")
    return [(each.kind, each.subject, each.since, each.until, each.source) for each in found]


def periods_of(supporter):
    found = StandingPeriod.objects.filter(supporter=supporter).order_by("since")
    return [(each.since, each.until, each.standing, each.unmet) for each in found]


def movement_of(supporter):
    return Movement.objects.get(supporter=supporter).on


def spoil(supporter):
    """A fact that is missing, one of no record, and one with another end; the periods are as they were."""
    Fact.objects.filter(supporter=supporter, kind="nomination").delete()
    Fact.objects.filter(supporter=supporter, kind="hold").update(until=days(9))
    Fact.objects.create(supporter=supporter, kind="left", since=TODAY, source=999_999)


# Facts and periods ---------------------------------------------------------------------------------


def test_what_differs_is_written_and_the_rest_keeps_its_row(supporter):
    facts, periods = facts_of(supporter), periods_of(supporter)
    kept = set(StandingPeriod.objects.filter(supporter=supporter).values_list("pk", flat=True))
    spoil(supporter)
    done = project([supporter.pk])
    assert (facts_of(supporter), periods_of(supporter)) == (facts, periods)
    assert done.differed == {supporter.pk}
    found = StandingPeriod.objects.filter(supporter=supporter).values_list("pk", flat=True)
    assert set(found) == kept
    again = project([supporter.pk])
    assert (again.differed, again.facts) == (frozenset(), done.facts)


def test_the_facts_come_back_with_what_was_written(supporter):
    spoil(supporter)
    [(pk, found)] = project([supporter.pk]).facts.items()
    assert pk == supporter.pk
    assert [(span.since, span.until) for span in found.of("hold")] == [(days(1), days(4))]
    assert [(span.since, span.until) for span in found.of("nomination")] == [(days(-9), None)]
    assert found.of("left") == ()


def test_of_some_kinds_the_others_stay_as_the_table_holds_them(supporter):
    spoil(supporter)
    done = project([supporter.pk], kinds=["hold"])
    assert done.differed == {supporter.pk}
    assert [(kind, until) for kind, _, _, until, _ in facts_of(supporter)] == [
        ("hold", days(4)),
        ("left", None),
    ]
    [found] = done.facts.values()
    assert (found.of("nomination"), len(found.of("left"))) == ((), 1)
    # The periods follow the facts as they are now.
    assert periods_of(supporter)[-1][2] == "inactive"


def test_facts_alone_leave_the_periods(supporter):
    facts, periods = facts_of(supporter), periods_of(supporter)
    spoil(supporter)
    StandingPeriod.objects.filter(supporter=supporter, standing="paused").delete()
    done = project_facts([supporter.pk], kinds=None)
    assert (facts_of(supporter), done.differed) == (facts, {supporter.pk})
    assert len(periods_of(supporter)) == len(periods) - 1
    # The facts are right by now, and the period that is missing is what differs.
    assert project_facts([supporter.pk], kinds=None).differed == frozenset()
    assert project([supporter.pk]).differed == {supporter.pk}
    assert periods_of(supporter) == periods


def test_a_period_that_nothing_says_goes_and_one_that_is_missing_comes(supporter):
    periods = periods_of(supporter)
    assert [(since, standing) for since, _, standing, _ in periods[-3:]] == [
        (TODAY, "in_training"),
        (days(1), "paused"),
        (days(4), "in_training"),
    ]
    StandingPeriod.objects.filter(supporter=supporter, standing="paused").update(standing="active")
    assert project([supporter.pk]).differed == {supporter.pk}
    assert periods_of(supporter) == periods


def test_others_are_left_alone_and_several_are_told_apart(program, supporter):
    other, third = make_supporter("Ada Example"), make_supporter("Bo Example")
    rows.hold(other, NOW_DAY, None, make_person())
    for each in (supporter, other):
        Fact.objects.filter(supporter=each).delete()
    assert project([other.pk, third.pk]).differed == {other.pk}
    assert (facts_of(supporter), len(facts_of(other))) == ([], 1)
    assert project([supporter.pk, other.pk]).differed == {supporter.pk}
    assert project([]) == projecting.Projected({}, frozenset())


def test_a_calendar_that_is_given_is_the_one_that_is_used(program, supporter):
    periods, before_the_policy = periods_of(supporter), terms_calendar()[:1]
    project([supporter.pk], calendar=before_the_policy)
    assert periods_of(supporter) != periods
    assert {unmet for *_, unmet in periods_of(supporter)} == {""}
    project([supporter.pk], calendar=terms_calendar())
    assert periods_of(supporter) == periods


# Movements -----------------------------------------------------------------------------------------


def test_a_movement_goes_forward_alone_and_for_those_named(supporter):
    other = make_supporter()
    for on, noted in ((days(3), days(3)), (days(2), days(3)), (days(4), days(4))):
        note_movement([supporter.pk], on=on)
        assert (movement_of(supporter), movement_of(other)) == (noted, TODAY)


def test_movements_follow_the_records_and_name_those_that_differed(program, supporter):
    other = make_supporter("Ada Example")
    third = make_supporter("Bo Example")
    rows.completion(other, program.editions[0], NOW_DAY + 2)
    Movement.objects.filter(supporter=supporter).update(on=days(-30))
    Movement.objects.filter(supporter=other).delete()
    everybody = [supporter.pk, other.pk, third.pk]
    assert note_movements(everybody) == {supporter.pk, other.pk}
    assert [movement_of(each) for each in (supporter, other, third)] == [TODAY, days(2), TODAY]
    assert note_movements(everybody) == frozenset()
    Movement.objects.filter(supporter=third).update(on=days(9))
    assert note_movements([supporter.pk]) == frozenset()
    assert movement_of(third) == days(9)


# Everybody -----------------------------------------------------------------------------------------


@pytest.fixture
def three(supporter, monkeypatch):
    """Three supporters in batches of two: one whose facts differ, one whose movement does, one in order."""
    monkeypatch.setattr("certification.selectors.projection.BATCH", 2)
    moved, third = make_supporter("Ada Example"), make_supporter("Bo Example")
    spoil(supporter)
    Movement.objects.filter(supporter=moved).update(on=days(-30))
    return supporter, moved, third


def test_everybody_is_projected_and_those_that_differed_are_counted(three):
    assert count_differences() == 2
    assert project_everybody() == 2
    assert (count_differences(), project_everybody()) == (0, 0)


def test_everybody_of_one_kind(three):
    assert project_everybody(kinds=["hold"]) == 2
    assert count_differences() == 1
    assert project_everybody(kinds=["nomination", "left"]) == 1
    assert count_differences() == 0


def test_somebody_whose_facts_and_movement_differ_is_one(supporter):
    spoil(supporter)
    Movement.objects.filter(supporter=supporter).update(on=days(-30))
    assert count_differences() == 1
    assert project_everybody() == 1


def test_differences_are_corrected_counted_and_told(three, logged_errors):
    spoiled, moved, third = three
    # In the last batch of the three.
    StandingPeriod.objects.filter(supporter=third).delete()
    assert correct_differences() == 3
    told = sorted(record.getMessage() for record in logged_errors)
    assert told == [
        f"What is projected of supporters [{spoiled.pk}, {moved.pk}] differed: corrected.",
        f"What is projected of supporters [{third.pk}] differed: corrected.",
    ]
    assert {record.levelname for record in logged_errors} == {"ERROR"}
    assert (correct_differences(), len(logged_errors)) == (0, 2)


def test_what_came_right_meanwhile_is_neither_counted_nor_told(supporter, monkeypatch):
    """A service was half-way: under the lock nothing differs any more."""
    spoil(supporter)
    lock = projecting.locked

    def late(supporters):
        project(supporters)
        return lock(supporters)

    monkeypatch.setattr(projecting, "locked", late)
    assert correct_differences() == 0


# Later ---------------------------------------------------------------------------------------------


def test_later_the_facts_are_written_at_once_and_the_periods_by_the_queue(
    three, settings, django_capture_on_commit_callbacks
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    spoiled, _moved, _third = three
    periods = periods_of(spoiled)
    StandingPeriod.objects.filter(supporter=spoiled).delete()
    with django_capture_on_commit_callbacks(execute=True):
        project_later(kinds=["hold"])
        assert [kind for kind, *_ in facts_of(spoiled)] == ["hold", "left"]
        assert DBTaskResult.objects.count() == 0
    assert (facts_of(spoiled)[0][3], periods_of(spoiled)) == (days(4), [])
    [task] = DBTaskResult.objects.all()
    assert (task.task_path, task.args_kwargs["args"]) == (lay_out_periods.module_path, [])
    lay_out_periods.call()
    assert len(periods_of(spoiled)) > 0
    # Only what is asked for was looked at: the other kinds wait for the night.
    assert [kind for kind, *_ in facts_of(spoiled)] == ["hold", "left"]
    project_everybody()
    assert periods_of(spoiled) == periods


def test_later_without_kinds_no_fact_is_written(three, django_capture_on_commit_callbacks):
    spoiled, _moved, _third = three
    facts = facts_of(spoiled)
    with django_capture_on_commit_callbacks() as callbacks:
        project_later(kinds=())
    assert (facts_of(spoiled), len(callbacks)) == (facts, 1)


def test_rows_are_locked_in_the_order_of_the_people(program):
    later, earlier = make_person("Bo Example"), make_person("Ada Example")
    first, second = rows.supporter(earlier), rows.supporter(later)
    make_supporter()
    with locked([first.pk, second.pk, 999_999]) as found:
        assert found == [second.pk, first.pk]
