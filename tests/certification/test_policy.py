"""Policies and statements: versions beside versions, and what no version may say."""

import pytest

from certification.enums import StatementKind
from certification.models import LedgerEntry, Policy, Statement
from certification.rules.requirements import kinds
from certification.services.policy import (
    ensure_policy_one,
    ensure_statements,
    put_policy_in_force,
)
from portal.common.errors import Refusal
from tests.certification import rows
from tests.clock import TODAY, days
from tests.factories import make_person, make_supporter

pytestmark = pytest.mark.django_db

WORDS = {
    "text": "I endorse {person} for {section} under {certificate}. {signer}, {date}",
    "meaning": "Endorsement",
}


@pytest.fixture
def course():
    return rows.course()


def put(course, **options):
    return put_policy_in_force(course, by=None, why="Decided by the committee", **options)


def test_the_first_version_asks_for_everything_from_today(course):
    policy = put(course)
    assert (policy.number, policy.in_force_from) == (1, TODAY)
    assert policy.requirements == list(kinds())
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
    policy = put(course, requirements=["endorsement", "nomination", "nomination"])
    assert policy.requirements == ["nomination", "endorsement"]
    for asked, code in [([], "empty"), (["nomination", "charm"], "unknown")]:
        with pytest.raises(Refusal) as refused:
            put(course, requirements=asked, in_force_from=days(1))
        assert refused.value.code == code


@pytest.mark.parametrize(
    "what", ["good_standing_months", "certificate_months", "endorsement_months"]
)
def test_what_is_asked_for_lasts_a_month_at_least(course, what):
    for number in (0, -1):
        with pytest.raises(Refusal) as refused:
            put(course, **{what: number})
        assert (refused.value.code, refused.value.field) == ("months", what)
    assert getattr(put(course, **{what: 1}), what) == 1


def test_a_version_in_force_today_is_asked_about_everybody(course):
    supporter, actor = make_supporter(), make_person()
    put_policy_in_force(course, by=actor, why="First")
    entry = LedgerEntry.objects.get()
    assert (entry.supporter, entry.standing, entry.actor) == (supporter, "in_training", actor)


def test_a_version_to_come_changes_nothing_yet(course):
    make_supporter()
    put(course, in_force_from=days(1))
    assert not LedgerEntry.objects.exists()


def test_the_first_policy_is_ensured_once(course):
    first = ensure_policy_one(course, None, in_force_from=days(-5))
    assert ensure_policy_one(course, None) == first
    assert Policy.objects.count() == 1


def test_statements_are_made_once_and_never_overwritten():
    made = ensure_statements({"endorsement": WORDS}, None)
    assert [(s.kind, s.number, s.text) for s in made] == [
        (StatementKind.ENDORSEMENT, 1, WORDS["text"])
    ]
    assert ensure_statements({"endorsement": {**WORDS, "text": "Other"}}, None) == []
    assert Statement.objects.get().text == WORDS["text"]


def test_a_statement_of_no_kind_or_that_cannot_be_filled_in_is_refused():
    for texts, code, field in [
        ({"praise": WORDS}, "kind", None),
        ({"endorsement": {**WORDS, "text": "I endorse {person."}}, "placeholder", "text"),
        # Nobody who signs this is shown a certificate's code.
        ({"decline": WORDS}, "placeholder", "text"),
    ]:
        with pytest.raises(Refusal) as refused:
            ensure_statements(texts, None)
        assert (refused.value.code, refused.value.field) == (code, field)
    assert not Statement.objects.exists()
    under = {**WORDS, "text": WORDS["text"] + " {{in full}}"}
    assert len(ensure_statements({"endorsement": under}, None)) == 1
