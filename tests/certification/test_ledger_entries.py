"""Each kind of entry as it is stored: whose, under which policy, by whom, about what, from which day."""

import dataclasses

import pytest

from certification.enums import EntryKind, Standing
from certification.models import LedgerEntry, Movement
from certification.selectors.policy import policy_on
from certification.selectors.standing import decisions_for
from certification.services.ledger import (
    enter_certificate,
    enter_revocation,
    enter_signature,
    enter_standings,
    enter_withdrawal,
)
from certification.services.standing import reassess
from tests.certification import rows
from tests.certification.program import NOW_DAY, run_program
from tests.certification.traces import refusal_of
from tests.clock import NOW, TODAY, at, days
from tests.factories import make_person, make_supporter

pytestmark = pytest.mark.django_db

NO_POLICY = (
    "no_policy",
    None,
    "The program has no policy in force yet. Ask the program office to put one in force.",
)


@pytest.fixture
def program(db):
    return run_program()


@pytest.fixture
def supporter(db):
    return make_supporter("Sam Example")


@pytest.fixture
def actor(db):
    return make_person("Cora Example")


def moved_on(supporter):
    return Movement.objects.get(supporter=supporter).on


def certificate_of(supporter, revoked=None):
    return rows.certificate(supporter, NOW_DAY - 9, NOW_DAY + 99, revoked)


def endorsement_of(supporter, withdrawn=None):
    return rows.endorsement(
        supporter,
        rows.section(),
        rows.person(),
        certificate_of(supporter),
        NOW_DAY - 5,
        NOW_DAY + 99,
        withdrawn,
    )


def stored(entry):
    """An entry as the database holds it: all that is the same for every kind."""
    row = LedgerEntry.objects.get(pk=entry.pk)
    return (row.supporter, row.kind, row.actor, row.effective_on, row.entered_at, row.policy.number)


def test_a_signature(program, supporter, actor):
    signed = rows.acceptance(supporter, program.expectations, NOW_DAY - 3)
    entry = enter_signature(supporter, record=signed, kind="expectations", by=actor)
    assert stored(entry) == (supporter, EntryKind.SIGNATURE, actor, days(-3), NOW, 1)
    assert (entry.standing, entry.before) == ("", "")
    assert entry.detail == {
        "kind": "expectations",
        "record": signed.pk,
        "meaning": "Meaning",
        "statement_hash": "0" * 64,
    }


def test_a_withdrawal_of_its_own_day_or_of_today(program, supporter, actor):
    for withdrawn, effective_on in ((NOW_DAY - 1, days(-1)), (None, TODAY)):
        endorsement = endorsement_of(supporter, withdrawn)
        entry = enter_withdrawal(endorsement, by=actor)
        assert stored(entry) == (supporter, EntryKind.WITHDRAWAL, actor, effective_on, NOW, 1)
        assert entry.detail == {
            "kind": "endorsement",
            "record": endorsement.pk,
            "meaning": "Meaning",
            "statement_hash": "0" * 64,
        }


def test_a_certificate_of_the_day_of_its_issue(program, supporter, actor):
    certificate = certificate_of(supporter)
    entry = enter_certificate(certificate, by=actor)
    assert stored(entry) == (supporter, EntryKind.CERTIFICATE, actor, days(-9), NOW, 1)
    assert entry.detail == {"code": certificate.code, "document_hash": "0" * 64}


def test_a_revocation_of_its_own_day_or_of_today(program, supporter, actor):
    for revoked, effective_on in ((NOW_DAY - 1, days(-1)), (None, TODAY)):
        certificate = certificate_of(supporter, revoked)
        entry = enter_revocation(certificate, by=actor)
        assert stored(entry) == (supporter, EntryKind.REVOCATION, actor, effective_on, NOW, 1)
        assert entry.detail == {"code": certificate.code, "document_hash": "0" * 64}


def test_standings_of_several_with_the_one_before_where_there_is_one(program, supporter, actor):
    other = make_supporter("Ada Example")
    rows.nomination(other, actor, "accepted", NOW_DAY - 1)
    decisions = decisions_for([supporter.pk, other.pk], days(2))
    entries = enter_standings(
        decisions, before={other.pk: "paused"}, policy_id=program.policy.pk, by=actor
    )
    assert [stored(entry) for entry in entries] == [
        (each, EntryKind.STANDING, actor, days(2), NOW, 1) for each in (supporter, other)
    ]
    assert [(entry.before, entry.standing) for entry in entries] == [
        ("", Standing.IN_TRAINING),
        ("paused", Standing.IN_TRAINING),
    ]
    usual = ["good_standing", "training", "live_session", "expectations", "certificate"]
    assert [entry.detail for entry in entries] == [
        {"met": ["no_hold"], "unmet": ["nomination", *usual, "endorsement"]},
        {"met": ["nomination", "no_hold"], "unmet": [*usual, "endorsement"]},
    ]
    assert LedgerEntry.objects.count() == 2


def test_nobody_decided_about_is_nothing_entered(program, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert enter_standings({}, before={}, policy_id=program.policy.pk, by=None) == []


def test_standings_take_two_statements_for_one_and_for_three(program, django_assert_num_queries):
    three = [make_supporter().pk for _ in range(3)]
    for some in (three[:1], three):
        decisions = decisions_for(some, TODAY)
        with django_assert_num_queries(2):
            enter_standings(decisions, before={}, policy_id=program.policy.pk, by=None)


def test_an_entry_notes_that_something_happened_and_never_that_less_did(program, supporter, actor):
    with at(f"{days(5)}"):
        enter_certificate(rows.certificate(supporter, NOW_DAY + 4, NOW_DAY + 99), by=actor)
    assert moved_on(supporter) == days(4)
    signed = rows.acceptance(supporter, program.expectations, NOW_DAY + 2)
    enter_signature(supporter, record=signed, kind="expectations", by=actor)
    assert moved_on(supporter) == days(4)
    enter_standings(
        decisions_for([supporter.pk], days(6)),
        before={},
        policy_id=program.policy.pk,
        by=actor,
    )
    assert moved_on(supporter) == days(6)


def test_an_entry_moves_nobody_else(program, supporter, actor):
    other = make_supporter("Ada Example")
    before = moved_on(other)
    with at(f"{days(3)}"):
        rows.hold(supporter, NOW_DAY + 3, None, actor)
        reassess(supporter, by=actor)
        enter_revocation(certificate_of(supporter), by=actor)
    assert (moved_on(supporter), moved_on(other)) == (days(3), before)


def test_before_the_first_policy_nothing_is_entered_in_words(supporter, actor):
    certificate, endorsement = certificate_of(supporter), endorsement_of(supporter)
    signed = rows.acceptance(supporter, rows.expectations(1, 0), NOW_DAY)
    signature = {"record": signed, "kind": "expectations"}
    acts = [
        (enter_signature, supporter, signature),
        (enter_withdrawal, endorsement, {}),
        (enter_certificate, certificate, {}),
        (enter_revocation, certificate, {}),
    ]
    for act, about, given in acts:
        assert refusal_of(act, about, **given, by=actor) == NO_POLICY
    assert LedgerEntry.objects.count() == 0
    run_program_of_tomorrow()
    for act, about, given in acts:
        assert refusal_of(act, about, **given, by=actor) == NO_POLICY
    with at(f"{days(1)}"):
        for act, about, given in acts:
            assert act(about, **given, by=actor).actor == actor


def run_program_of_tomorrow():
    return rows.policy(rows.course(), 1, NOW_DAY + 1, ["nomination"])


def test_an_entry_names_the_policy_of_the_day_on_which_it_is_made(program, supporter, actor):
    rows.policy(rows.course(), 2, NOW_DAY + 1, ["nomination"])
    certificate = certificate_of(supporter)
    assert enter_certificate(certificate, by=actor).policy.number == 1
    with at(f"{days(1)}"):
        # What was issued under the first is revoked under the second.
        entry = enter_revocation(certificate, by=None)
        assert (entry.policy, entry.actor) == (policy_on(days(1)), None)
        assert entry.policy.number == 2


def test_a_decision_about_a_day_is_entered_for_that_day(program, supporter):
    rows.hold(supporter, NOW_DAY + 5, NOW_DAY + 9, make_person())
    decision = decisions_for([supporter.pk], days(5))[supporter.pk]
    given = {"before": {supporter.pk: "in_training"}, "policy_id": program.policy.pk, "by": None}
    [entry] = enter_standings({supporter.pk: decision}, **given)
    assert (entry.before, entry.standing, entry.effective_on) == (
        "in_training",
        "paused",
        days(5),
    )
    later = dataclasses.replace(decision, on=days(6))
    [entry] = enter_standings({supporter.pk: later}, **given)
    assert entry.effective_on == days(6)
