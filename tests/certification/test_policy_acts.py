"""What putting a policy in force and statements in use leave behind, and each refusal word for word."""

import pytest
from django_tasks_db.models import DBTaskResult

from certification.models import LedgerEntry, Policy, PolicyRequirement, Supporter
from certification.rules.kinds import Parameters
from certification.rules.requirements import kinds
from certification.selectors.standing import with_standing
from certification.services.certificates import issue_later
from certification.services.policy import (
    ensure_policy_one,
    first_policy,
    put_policy_in_force,
)
from certification.services.projecting import lay_out_periods
from certification.services.standing import reassess
from tests.certification import rows
from tests.certification.program import NOW_DAY, run_program, train
from tests.certification.traces import entered, reasons, refusal_of
from tests.clock import TODAY, at, days
from tests.factories import make_person, make_supporter

pytestmark = pytest.mark.django_db

NEEDED = "This requirement needs it."
OF_NO_USE = "This requirement has no use for it."


@pytest.fixture
def course():
    return rows.course()


@pytest.fixture
def actor():
    return make_person("Cora Example")


@pytest.fixture
def queued(settings):
    """The names and arguments of the tasks that wait."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def found():
        tasks = DBTaskResult.objects.order_by("enqueued_at", "pk")
        return [(task.task_path, task.args_kwargs["args"]) for task in tasks]

    return found


def put(asked, by=None, **options):
    return put_policy_in_force(asked, by=by, why="Decided by the committee", **options)


# The policy ----------------------------------------------------------------------------------------


def test_every_row_of_a_policy_as_it_is_stored(course, actor):
    policy = put(first_policy(course), by=actor)
    found = PolicyRequirement.objects.filter(policy=policy).order_by("position")
    stored = [
        (each.position, each.kind, each.course, each.session_kind, each.count, each.months)
        for each in found
    ]
    assert stored == [
        (1, "nomination", None, "", 1, None),
        (2, "good_standing", None, "", 1, 24),
        (3, "training", course, "", 1, None),
        (4, "live_session", None, "foundational", 1, None),
        (5, "expectations", None, "", 1, None),
        (6, "certificate", None, "", 1, 24),
        (7, "endorsement", None, "", 1, 24),
        (8, "no_hold", None, "", 1, None),
    ]
    assert reasons(policy) == [(actor, "Decided by the committee")]
    assert [reasons(each) for each in found] == [[(actor, "Decided by the committee")]] * 8


def test_rows_keep_the_order_of_the_kinds_whatever_order_was_given(course):
    asked = {
        "endorsement": Parameters(months=6),
        "live_session": Parameters(session_kind="check_in", count=2, months=12),
        "nomination": Parameters(),
    }
    policy = put(asked)
    stored = policy.asked.order_by("position")
    assert [(e.position, e.kind, e.session_kind, e.count, e.months) for e in stored] == [
        (1, "nomination", "", 1, None),
        (2, "live_session", "check_in", 2, 12),
        (3, "endorsement", "", 1, 6),
    ]


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({}, ("empty", None, "A policy asks for one requirement at least.")),
        (
            {"charm": Parameters(), "nomination": Parameters(), "wit": Parameters()},
            ("unknown", None, "There is no requirement called “charm”."),
        ),
        (
            {"certificate": Parameters()},
            ("missing", "certificate_months", NEEDED),
        ),
        (
            {"nomination": Parameters(), "training": Parameters()},
            ("missing", "training_course", NEEDED),
        ),
        (
            {"nomination": Parameters(months=3)},
            ("unread", "nomination_months", OF_NO_USE),
        ),
        (
            {"endorsement": Parameters(months=0)},
            ("months", "endorsement_months", "It lasts one month at least."),
        ),
        (
            {"live_session": Parameters(session_kind="check_in", count=0)},
            ("count", "live_session_count", "It is asked for once at least."),
        ),
        (
            {"live_session": Parameters(session_kind="dance")},
            (
                "session_kind",
                "live_session_session_kind",
                "There is no kind of session called “dance”.",
            ),
        ),
        (
            {"training": Parameters(course=0)},
            ("course", "training_course", "There is no such course."),
        ),
    ],
)
def test_what_a_policy_cannot_ask_for_in_words(asked, refusal):
    assert refusal_of(put, asked) == refusal
    assert (Policy.objects.count(), PolicyRequirement.objects.count()) == (0, 0)
    assert put({"nomination": Parameters()}).number == 1


def test_a_version_that_cannot_follow_in_words(course):
    asked = first_policy(course)
    put(asked, in_force_from=days(10))
    for on in (days(10), days(9), days(-1)):
        assert refusal_of(put, asked, in_force_from=on) == (
            "order",
            "in_force_from",
            "Version 1 is in force from December 3, 2026. Choose a later date.",
        )
    assert put(asked, in_force_from=days(11)).number == 2
    assert refusal_of(put, asked, in_force_from=days(11))[2].startswith("Version 2 is in force")
    assert put(asked, in_force_from=days(12)).number == 3


def test_a_version_in_the_past_in_words(course):
    asked = first_policy(course)
    put(asked, in_force_from=days(-30))
    assert refusal_of(put, asked, in_force_from=days(-1)) == (
        "past",
        "in_force_from",
        "A policy cannot begin in the past: what was decided stays. Choose today or later.",
    )
    second = put(asked)
    assert (second.number, second.in_force_from) == (2, TODAY)


def test_a_policy_of_today_is_entered_for_everybody_and_brings_what_is_due(
    queued, actor, django_capture_on_commit_callbacks
):
    """It asks for less than the one before, so a certificate is due to one of two."""
    with at(f"{days(-1)}"):
        program = run_program()
    trained, other = make_supporter("Ada"), make_supporter("Bo")
    train(trained, program)
    course = program.policy.asked.get(kind="training").course
    rows.edition(rows.module(course), 1, on=NOW_DAY)
    for each in (trained, other):
        rows.nomination(each, actor, "accepted", NOW_DAY - 1)
    asked = {
        "live_session": Parameters(session_kind="foundational"),
        "expectations": Parameters(),
        "certificate": Parameters(months=24),
    }
    assert reassess(trained, by=None).standing == "in_training"
    with django_capture_on_commit_callbacks(execute=True):
        put(asked, by=actor)
        assert queued() == []
    assert queued() == [(issue_later.module_path, [trained.pk])]
    assert entered(trained) == [("standing", "", "in_training", None)]
    assert entered(other) == [("standing", "", "in_training", actor)]
    policy = LedgerEntry.objects.latest("pk").policy
    assert policy.number == 2


def test_a_policy_to_come_is_laid_out_by_the_queue(
    queued, actor, django_capture_on_commit_callbacks
):
    supporter = make_supporter("Ada")
    put({"nomination": Parameters()}, in_force_from=days(-30))
    rows.nomination(supporter, actor, "accepted", NOW_DAY - 9)
    with django_capture_on_commit_callbacks(execute=True):
        put({"endorsement": Parameters(months=6)}, in_force_from=days(1), by=actor)
    assert queued() == [(lay_out_periods.module_path, [])]
    everybody = Supporter.objects.filter(pk=supporter.pk)
    lay_out_periods.call()
    found = [with_standing(everybody, days(number)).get().standing for number in (0, 1)]
    assert found == ["active", "in_training"]
    assert [who for *_entry, who in entered(supporter)] == [None]


def test_policy_one_is_ensured_from_today_or_from_a_day(course, actor):
    first = ensure_policy_one(course, by=actor)
    assert (first.number, first.in_force_from) == (1, TODAY)
    assert reasons(first) == [(actor, "First version of the policy")]
    asked = first.asked.order_by("position").values_list("kind", flat=True)
    assert list(asked) == list(first_policy(course))
    put({"nomination": Parameters()}, in_force_from=days(1))
    assert ensure_policy_one(course, by=None, in_force_from=days(5)) == first
    assert Policy.objects.count() == 2


def test_policy_one_can_begin_long_ago(course):
    assert ensure_policy_one(course, by=None, in_force_from=days(-400)).in_force_from == days(-400)


def test_the_first_policy_asks_for_the_usual_of_this_course(course):
    asked = first_policy(course)
    assert [*asked] == [code for code, kind in kinds().items() if kind.usual is not None]
    assert {code for code, given in asked.items() if given.course == course.pk} == {"training"}
    assert {code for code, given in asked.items() if given.months == 24} == {
        "good_standing",
        "certificate",
        "endorsement",
    }
