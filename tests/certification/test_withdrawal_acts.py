"""What withdrawing an endorsement leaves behind, by its signer or by a coordinator, word for word."""

import datetime as dt

import pytest
from django.urls import reverse

from certification.enums import EntryKind
from certification.models import LedgerEntry
from certification.selectors.standing import decisions_for
from certification.services.endorsements import withdraw_endorsement
from tests.certification import rows
from tests.certification.program import NOW_DAY, run_program, train
from tests.certification.traces import (
    emails,
    entered,
    forget_emails,
    letter_to,
    reasons,
    refusal_of,
)
from tests.clock import at, days
from tests.path import attest, endorse

WITHDRAWN = (
    "The endorsement of your section’s leadership has been withdrawn as of today, so please take on "
    "no new conversations as a peer supporter. This says nothing about your work, no reason is kept, "
    "and a later endorsement stays possible."
)
ENDED = (
    "Your endorsement of Sam Example, MD is no longer in force: the program office withdrew it, or the "
    "certificate that it rests on was revoked. This is no judgment of your signature."
)


@pytest.fixture
def supporter(cast):  # type: ignore[no-untyped-def]
    """A supporter of Cardiology with a certificate of two years, which nobody had to draw."""
    run_program()
    rows.certificate(cast.supporter.supporter, NOW_DAY, NOW_DAY + 731)
    return cast.supporter.supporter


def test_a_withdrawal_in_history_and_ledger(cast) -> None:  # type: ignore[no-untyped-def]
    supporter = cast.supporter.supporter
    train(supporter, run_program())
    rows.certificate(supporter, NOW_DAY, NOW_DAY + 731)
    rows.nomination(supporter, cast.stranger, "accepted", NOW_DAY - 9)
    attest(supporter, cast.head)
    assert entered(supporter)[-1] == (
        "standing",
        "in_training",
        "awaiting_endorsement",
        cast.head,
    )
    signed = endorse(supporter, cast.head)
    before = entered(supporter)
    with at("2026-12-01"):
        withdrawn = withdraw_endorsement(signed, by=cast.head)
        assert decisions_for([supporter.pk], days(8))[supporter.pk].standing == "lapsed"
    assert reasons(withdrawn) == [(cast.head, "Endorsed"), (cast.head, "Endorsement withdrawn")]
    assert before[-1] == ("standing", "awaiting_endorsement", "active", cast.head)
    assert entered(supporter)[len(before) :] == [
        ("withdrawal", "", "", cast.head),
        ("standing", "active", "lapsed", cast.head),
    ]
    entry = LedgerEntry.objects.get(kind=EntryKind.WITHDRAWAL)
    assert (entry.supporter, entry.effective_on) == (supporter, days(8))
    assert entry.detail == {
        "kind": "endorsement",
        "record": signed.pk,
        "meaning": "Endorsement",
        "statement_hash": signed.statement_hash,
    }


def test_the_signer_who_withdraws_is_not_written_to(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    signed = endorse(supporter, cast.head)
    forget_emails()
    withdraw_endorsement(signed, by=cast.head)
    assert emails() == [
        (cast.supporter.email, "About your endorsement"),
        (cast.coordinator.email, "About an endorsement"),
    ]
    greeting, sentence, office, _path = letter_to(cast.supporter)
    assert (greeting, sentence) == ("Dear Sam Example,", WITHDRAWN)
    assert office.startswith("The program office would like to talk it over with you, if you wish:")
    _greeting, sentence, link = letter_to(cast.coordinator)
    assert sentence == (
        "The endorsement of Sam Example, MD was withdrawn as of today. "
        "No reason was asked, and none is kept."
    )
    assert link.startswith("We’ve emailed Sam Example, MD and said that")
    assert link.endswith(reverse("certification:program_supporter", args=[supporter.pk]))


def test_the_signer_learns_of_a_coordinators_withdrawal(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    signed = endorse(supporter, cast.head)
    forget_emails()
    withdrawn = withdraw_endorsement(signed, by=cast.coordinator)
    assert reasons(withdrawn)[1:] == [(cast.coordinator, "Endorsement withdrawn")]
    assert emails() == [
        (cast.head.email, "About your endorsement"),
        (cast.supporter.email, "About your endorsement"),
        (cast.coordinator.email, "About an endorsement"),
    ]
    greeting, sentence, _office, _link = letter_to(cast.head)
    assert (greeting, sentence) == ("Dear Hal Example,", ENDED)


def test_who_may_not_withdraw_and_what_is_over_reads_why(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    signed = endorse(supporter, cast.head)
    forget_emails()
    assert refusal_of(withdraw_endorsement, signed, by=cast.leader) == (
        "not_yours",
        None,
        "Only who signed it can withdraw an endorsement.",
    )
    with at("2028-11-23"):
        assert refusal_of(withdraw_endorsement, signed, by=cast.head) == (
            "over",
            None,
            "This endorsement is not in force any more.",
        )
    assert emails() == []
    # The last day on which it is in force.
    with at("2028-11-22"):
        assert withdraw_endorsement(signed, by=cast.head).withdrawn_on == dt.date(2028, 11, 22)
