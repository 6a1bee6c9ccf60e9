"""Policies and statements: versions beside versions, and what no version may say."""

import datetime as dt

import pytest

from certification.enums import StatementKind
from certification.models import LedgerEntry, Policy, Statement
from certification.rules.kinds import Parameters
from certification.selectors.policy import months_of, terms_on
from certification.services.policy import (
    ensure_policy_one,
    ensure_statements,
    first_policy,
    put_policy_in_force,
)
from portal.common.errors import Refusal
from tests.certification import rows
from tests.clock import TODAY, at, days
from tests.factories import make_person, make_supporter
from tests.path import STATEMENTS, attest

pytestmark = pytest.mark.django_db

WORDS = {
    "text": "I endorse {person} for {section} under {certificate}. {signer}, {date}",
    "meaning": "Endorsement",
}


@pytest.fixture
def course():
    return rows.course()


def put(course, asked=None, **options):
    asked = first_policy(course) if asked is None else asked
    return put_policy_in_force(asked, by=None, why="Decided by the committee", **options)


def test_the_first_version_asks_for_what_is_usual_from_today(course):
    policy = put(course)
    assert (policy.number, policy.in_force_from) == (1, TODAY)
    assert list(policy.asked.values_list("kind", flat=True)) == list(first_policy(course))
    assert {row.history.get().history_change_reason for row in policy.asked.all()} == {
        "Decided by the committee"
    }
    assert policy.history.get().history_change_reason == "Decided by the committee"


def test_the_first_version_may_begin_in_the_past_and_the_second_not(course):
    assert put(course, in_force_from=days(-900)).in_force_from == days(-900)
    with pytest.raises(Refusal) as refused:
        put(course, in_force_from=days(-1))
    assert (refused.value.code, refused.value.field) == ("past", "in_force_from")
    assert put(course, in_force_from=TODAY).number == 2


def test_a_version_follows_the_one_before(course):
    put(course, in_force_from=days(10))
    for on in (days(10), days(9)):
        with pytest.raises(Refusal) as refused:
            put(course, in_force_from=on)
        assert (refused.value.code, refused.value.field) == ("order", "in_force_from")
    assert put(course, in_force_from=days(11)).number == 2


def test_requirements_stand_in_their_order_and_must_exist(course):
    usual = first_policy(course)
    asked = {kind: usual[kind] for kind in ("endorsement", "nomination")}
    policy = put(course, asked)
    assert list(policy.asked.values_list("position", "kind")) == [
        (1, "nomination"),
        (2, "endorsement"),
    ]
    for refused, code in [({}, "empty"), ({**asked, "charm": Parameters()}, "unknown")]:
        with pytest.raises(Refusal) as refusal:
            put(course, refused, in_force_from=days(1))
        assert refusal.value.code == code


@pytest.mark.parametrize("what", ["good_standing", "certificate", "endorsement"])
def test_what_is_asked_for_lasts_a_month_at_least(course, what):
    for number in (0, -1):
        with pytest.raises(Refusal) as refused:
            put(course, {what: Parameters(months=number)})
        assert (refused.value.code, refused.value.field) == ("months", f"{what}_months")
    assert put(course, {what: Parameters(months=1)}).asked.get().months == 1


@pytest.mark.parametrize(
    ("kind", "given", "code", "field"),
    [
        ("certificate", Parameters(), "missing", "certificate_months"),
        ("training", Parameters(), "missing", "training_course"),
        ("training", Parameters(course=0), "course", "training_course"),
        ("live_session", Parameters(), "missing", "live_session_session_kind"),
        (
            "live_session",
            Parameters(session_kind="dance"),
            "session_kind",
            "live_session_session_kind",
        ),
        (
            "live_session",
            Parameters(session_kind="check_in", count=0),
            "count",
            "live_session_count",
        ),
        (
            "live_session",
            Parameters(session_kind="check_in", months=0),
            "months",
            "live_session_months",
        ),
        ("nomination", Parameters(months=3), "unread", "nomination_months"),
        ("no_hold", Parameters(count=2), "unread", "no_hold_count"),
    ],
)
def test_a_kind_refuses_what_it_cannot_use(course, kind, given, code, field):
    with pytest.raises(Refusal) as refused:
        put(course, {kind: given})
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Policy.objects.exists()


def test_a_policy_can_ask_for_several_sessions_of_another_kind_within_months(course):
    given = Parameters(session_kind="check_in", count=3, months=12)
    put(course, {"live_session": given})
    assert terms_on(TODAY).of("live_session").parameters == given


def test_two_courses_are_told_apart(course):
    other = rows.course()
    for each in (course, other):
        rows.edition(rows.module(each), 1, -400)
    put(course, {"training": Parameters(course=other.pk)})
    assert terms_on(TODAY).of("training").modules == (other.modules.get().pk,)


def test_what_was_signed_is_valid_for_the_months_of_the_policy_or_as_usual(course):
    assert months_of("endorsement", TODAY) is None
    put(course, {"endorsement": Parameters(months=6)})
    assert months_of("endorsement", TODAY) == 6
    assert months_of("certificate", TODAY) == 24


def test_a_version_in_force_today_is_asked_about_everybody(course):
    supporter, actor = make_supporter(), make_person()
    put_policy_in_force(first_policy(course), by=actor, why="First")
    entry = LedgerEntry.objects.get()
    assert (entry.supporter, entry.standing, entry.actor) == (supporter, "in_training", actor)


def test_a_version_to_come_changes_nothing_yet(course):
    make_supporter()
    put(course, in_force_from=days(1))
    assert not LedgerEntry.objects.exists()


def test_a_second_version_leaves_what_was_signed_under_the_first(cast, course):
    put(course, in_force_from=days(-30))
    ensure_statements(STATEMENTS, by=None)
    supporter = cast.supporter.supporter
    first = attest(supporter, cast.head)
    shorter = first_policy(course)
    shorter["good_standing"] = Parameters(months=1)
    put(course, shorter)
    first.refresh_from_db()
    assert first.lapses_on == TODAY.replace(year=2028)
    assert attest(supporter, cast.head) == first
    with at(f"{first.lapses_on}"):
        assert attest(supporter, cast.head).lapses_on == dt.date(2028, 12, 23)


def test_what_the_second_version_does_not_ask_for_the_third_asks_again(course):
    supporter = make_supporter("Sam")
    rows.nomination(supporter, make_person("Nell"), "accepted", -10)
    without = {"nomination": Parameters()}
    put(course)
    put(course, without, in_force_from=days(1))
    put(course, in_force_from=days(2))
    asked = [[*terms_on(days(number)).requirements] for number in range(3)]
    assert asked == [list(first_policy(course)), ["nomination"], list(first_policy(course))]


def test_the_first_policy_is_ensured_once(course):
    first = ensure_policy_one(course, by=None, in_force_from=days(-5))
    assert ensure_policy_one(course, by=None) == first
    assert Policy.objects.count() == 1


def test_statements_are_made_once_and_never_overwritten():
    made = ensure_statements({"endorsement": WORDS}, by=None)
    assert [(s.kind, s.number, s.text) for s in made] == [
        (StatementKind.ENDORSEMENT, 1, WORDS["text"])
    ]
    assert ensure_statements({"endorsement": {**WORDS, "text": "Other"}}, by=None) == []
    assert Statement.objects.get().text == WORDS["text"]


def test_a_statement_of_no_kind_or_that_cannot_be_filled_in_is_refused():
    for texts, code, field in [
        ({"praise": WORDS}, "kind", None),
        ({"endorsement": {**WORDS, "text": "I endorse {person."}}, "placeholder", "text"),
        # Nobody who signs this is shown a certificate's code.
        ({"decline": WORDS}, "placeholder", "text"),
    ]:
        with pytest.raises(Refusal) as refused:
            ensure_statements(texts, by=None)
        assert (refused.value.code, refused.value.field) == (code, field)
    assert not Statement.objects.exists()
    under = {**WORDS, "text": WORDS["text"] + " {{in full}}"}
    assert len(ensure_statements({"endorsement": under}, by=None)) == 1
