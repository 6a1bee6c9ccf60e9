"""What signing, declining and withdrawing leave behind: sentences, emails, history and entries, word for word."""

import datetime as dt

import pytest
from django.urls import reverse

from certification.enums import EntryKind, LeaderDecision, StatementKind
from certification.models import Endorsement, LedgerEntry
from certification.services.endorsements import (
    decline_endorsement,
    sign_endorsement,
)
from certification.services.policy import ensure_statements, first_policy, put_policy_in_force
from portal.accounts.services import end_access
from portal.common.roles import Role
from tests.certification import rows
from tests.certification.program import NOW_DAY, STATEMENTS, run_program, signing
from tests.certification.test_endorsements import decline
from tests.certification.traces import (
    emails,
    entered,
    forget_emails,
    letter_to,
    reasons,
    refusal_of,
)
from tests.clock import NOW, TODAY, at
from tests.factories import make_person
from tests.path import endorse, shown

KIND = StatementKind.ENDORSEMENT
NOT_ENDORSED = (
    "Your section’s leadership has decided not to endorse you as a peer supporter at this time. "
    "This says nothing about your work, no reason is kept, and a later endorsement stays possible. "
    "Your certificate stays yours."
)


@pytest.fixture
def supporter(cast):  # type: ignore[no-untyped-def]
    """A supporter of Cardiology with a certificate of two years, which nobody had to draw."""
    run_program()
    rows.certificate(cast.supporter.supporter, NOW_DAY, NOW_DAY + 731)
    return cast.supporter.supporter


def act_of(kind, supporter, signer):  # type: ignore[no-untyped-def]
    section, text = shown(kind, supporter, signer)
    return signing(supporter, signer, section, signer.name, text.hash)


# Signing -------------------------------------------------------------------------------------------


def test_an_endorsement_in_history_and_ledger(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    before = entered(supporter)
    signed = endorse(supporter, cast.leader)
    assert reasons(signed) == [(cast.leader, "Endorsed")]
    assert entered(supporter)[len(before) :] == [
        ("signature", "", "", cast.leader),
        ("standing", "in_training", "awaiting_endorsement", cast.leader),
    ]
    entry = LedgerEntry.objects.get(kind=EntryKind.SIGNATURE)
    assert (entry.entered_at, entry.effective_on) == (NOW, TODAY)
    assert entry.detail == {
        "kind": "endorsement",
        "record": signed.pk,
        "meaning": "Endorsement",
        "statement_hash": signed.statement_hash,
    }
    assert (signed.supporter, signed.section, signed.signer) == (
        supporter,
        cast.cardiology,
        cast.leader,
    )


def test_the_endorsed_read_by_whom(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    endorse(supporter, cast.leader)
    greeting, sentence, link = letter_to(cast.supporter)
    assert (greeting, sentence) == (
        "Dear Sam Example,",
        "Lea Example, MD has endorsed you as a peer supporter of your section. "
        "Thank you for doing this for your colleagues.",
    )
    assert link.endswith(reverse("certification:path"))


@pytest.mark.parametrize(
    ("signed_on", "lapses_on"),
    [("2026-11-30", dt.date(2028, 11, 30)), ("2028-02-29", dt.date(2030, 2, 28))],
)
def test_it_lapses_after_the_policys_months(cast, supporter, signed_on, lapses_on) -> None:  # type: ignore[no-untyped-def]
    with at(signed_on):
        assert endorse(supporter, cast.head).lapses_on == lapses_on


def test_a_supporter_without_a_certificate_is_named(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    other = cast.other_supporter.supporter
    not_yet = (
        "not_certified",
        None,
        "Sue Example has no certificate in force. Endorsement comes after training.",
    )
    for kind, act in (
        (KIND, sign_endorsement),
        (StatementKind.DECLINE, decline_endorsement),
    ):
        assert refusal_of(act, **act_of(kind, other, cast.other_head)) == not_yet
    assert endorse(supporter, cast.head).decision == LeaderDecision.ENDORSED


def test_a_certificate_bears_endorsements_until_the_day_on_which_it_ends(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    with at("2028-11-23"):
        act = act_of(KIND, supporter, cast.head)
        assert refusal_of(sign_endorsement, **act)[0] == "not_certified"
    with at("2028-11-22"):
        assert endorse(supporter, cast.head).lapses_on == dt.date(2030, 11, 22)


def test_the_second_leader_reads_what_the_first_did(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    endorse(supporter, cast.head)
    forget_emails()
    signed = refusal_of(sign_endorsement, **act_of(KIND, supporter, cast.leader))
    assert signed == ("endorsed", None, "Hal Example has signed an endorsement already.")
    declined = refusal_of(
        decline_endorsement, **act_of(StatementKind.DECLINE, supporter, cast.leader)
    )
    assert declined == (
        "endorsed",
        None,
        "Sam Example is endorsed already. The leader who signed can withdraw the endorsement.",
    )
    assert (Endorsement.objects.count(), emails()) == (1, [])


@pytest.mark.parametrize(
    ("kind", "act"),
    [(KIND, sign_endorsement), (StatementKind.DECLINE, decline_endorsement)],
    ids=["sign", "decline"],
)
def test_before_the_first_policy_nobody_decides(cast, kind, act) -> None:  # type: ignore[no-untyped-def]
    supporter, course = cast.supporter.supporter, rows.course()
    ensure_statements(STATEMENTS, by=None)
    rows.certificate(supporter, NOW_DAY - 1, NOW_DAY + 99)
    given = act_of(kind, supporter, cast.head)
    assert refusal_of(act, **given) == (
        "no_policy",
        None,
        "The program has no policy in force yet.",
    )
    assert (Endorsement.objects.count(), emails()) == (0, [])
    put_policy_in_force(first_policy(course), by=None, why="First version")
    assert act(**given).signer == cast.head


# Declining -----------------------------------------------------------------------------------------


def test_a_decline_in_history_and_ledger(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    before = entered(supporter)
    declined = decline(supporter, cast.head)
    assert reasons(declined) == [(cast.head, "Endorsement declined")]
    assert entered(supporter)[len(before) :] == [
        ("signature", "", "", cast.head),
        ("standing", "in_training", "awaiting_endorsement", cast.head),
    ]
    assert LedgerEntry.objects.get(kind=EntryKind.SIGNATURE).detail == {
        "kind": "decline",
        "record": declined.pk,
        "meaning": "Decision not to endorse at this time",
        "statement_hash": declined.statement_hash,
    }
    assert (declined.certificate, declined.section) == (
        supporter.certificates.get(),
        cast.cardiology,
    )


def test_the_declined_is_told_by_nobodys_name_and_the_coordinator_by_whom(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    decline(supporter, cast.head)
    assert emails() == [
        (cast.supporter.email, "About your endorsement"),
        (cast.coordinator.email, "About an endorsement"),
    ]
    greeting, sentence, office, _path = letter_to(cast.supporter)
    assert (greeting, sentence) == ("Dear Sam Example,", NOT_ENDORSED)
    assert office.startswith("The program office would like to talk it over with you, if you wish:")
    _greeting, sentence, link = letter_to(cast.coordinator)
    assert sentence == (
        "Hal Example, MD has declined to endorse Sam Example, MD at this time. "
        "No reason was asked, and none is kept."
    )
    assert link.startswith("We’ve emailed Sam Example, MD and said that")
    assert link.endswith(reverse("certification:program_supporter", args=[supporter.pk]))


def test_every_coordinator_with_access_is_told(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    second = make_person("Colin Example", roles=[Role.COORDINATOR])
    gone = make_person("Gil Example", roles=[Role.COORDINATOR])
    end_access(gone, by=None, why="Left")
    decline(supporter, cast.head)
    told = [to for to, subject in emails() if subject == "About an endorsement"]
    assert sorted(told) == sorted([cast.coordinator.email, second.email])
