"""What an attestation leaves behind, word for word, and how long it counts."""

import datetime as dt

import pytest
from django.urls import reverse

from certification.enums import EntryKind, StatementKind
from certification.models import Attestation, Hold, LedgerEntry
from certification.rules.kinds import Parameters
from certification.selectors.standing import decisions_for
from certification.services.attestations import attest_good_standing, attestation_in_force
from certification.services.policy import ensure_statements, first_policy, put_policy_in_force
from portal.common.errors import Stale
from portal.common.time import today
from tests.certification import rows
from tests.certification.program import NOW_DAY, run_program, signing
from tests.certification.traces import (
    emails,
    entered,
    forget_emails,
    letter_to,
    reasons,
    refusal_of,
)
from tests.clock import NOW, TODAY, at, days
from tests.path import STATEMENTS, attest, shown

KIND = StatementKind.GOOD_STANDING


@pytest.fixture
def supporter(cast):  # type: ignore[no-untyped-def]
    run_program()
    return cast.supporter.supporter


def act_of(supporter, signer, typed=None):  # type: ignore[no-untyped-def]
    section, text = shown(KIND, supporter, signer)
    return signing(supporter, signer, section, typed or signer.name, text.hash)


def is_met(supporter, number):  # type: ignore[no-untyped-def]
    return decisions_for([supporter.pk], days(number))[supporter.pk].state("good_standing").met


def test_an_attestation_in_history_and_ledger(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    before = entered(supporter)
    signed = attest(supporter, cast.leader)
    assert reasons(signed) == [(cast.leader, "Good standing attested")]
    assert entered(supporter)[len(before) :] == [("signature", "", "", cast.leader)]
    entry = LedgerEntry.objects.get(kind=EntryKind.SIGNATURE)
    assert (entry.entered_at, entry.effective_on, entry.policy.number) == (NOW, TODAY, 1)
    assert signed.supporter == supporter


def test_the_supporter_reads_by_whom_and_where_it_goes_on(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    attest(supporter, cast.leader)
    assert emails() == [(cast.supporter.email, "Your good standing is attested")]
    greeting, sentence, link = letter_to(cast.supporter)
    assert (greeting, sentence) == (
        "Dear Sam Example,",
        "Lea Example, MD has attested that you are in good standing. One step of your path is done.",
    )
    assert link.endswith(reverse("certification:path"))


def test_it_is_met_from_the_day_of_signing_until_the_day_on_which_it_lapses(
    cast, supporter
) -> None:  # type: ignore[no-untyped-def]
    assert not is_met(supporter, 0)
    attest(supporter, cast.head)
    assert [is_met(supporter, number) for number in (0, 730, 731)] == [
        True,
        True,
        False,
    ]


def test_each_refusal_in_words(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    assert refusal_of(attest_good_standing, **act_of(supporter, cast.other_head)) == (
        "not_leader",
        None,
        "Only a leader of the section in which Sam Example works can sign.",
    )
    assert refusal_of(attest_good_standing, **act_of(supporter, cast.supporter)) == (
        "self",
        None,
        "Nobody signs for themselves. Ask another leader.",
    )
    assert refusal_of(attest_good_standing, **act_of(supporter, cast.head, "Hal")) == (
        "name",
        "printed_name",
        "Write your name as it stands in your account: Hal Example.",
    )
    attest(supporter, cast.head)
    assert refusal_of(attest_good_standing, **act_of(supporter, cast.leader)) == (
        "attested",
        None,
        "Hal Example has attested this already.",
    )
    assert reasons(Attestation.objects.get()) == [(cast.head, "Good standing attested")]


def test_a_page_of_yesterday_says_that_its_text_has_changed(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    act = act_of(supporter, cast.head)
    with at(f"{days(1)}"), pytest.raises(Stale) as stale:
        attest_good_standing(**act)
    assert (stale.value.code, stale.value.field) == ("stale", None)
    assert stale.value.message == (
        "The statement has changed since you opened this page. Read it again, then sign."
    )
    assert attest_good_standing(**act).signed_on == TODAY


def test_before_the_first_policy_nobody_attests(cast) -> None:  # type: ignore[no-untyped-def]
    supporter, course = cast.supporter.supporter, rows.course()
    ensure_statements(STATEMENTS, by=None)
    act = act_of(supporter, cast.head)
    assert refusal_of(attest_good_standing, **act) == (
        "no_policy",
        None,
        "The program has no policy in force yet.",
    )
    assert (Attestation.objects.count(), emails()) == (0, [])
    put_policy_in_force(first_policy(course), by=None, why="First version")
    assert attest_good_standing(**act).lapses_on == dt.date(2028, 11, 23)


def test_it_lasts_as_long_as_the_policy_of_the_day_says(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    put_policy_in_force(
        {"good_standing": Parameters(months=3)},
        by=None,
        why="A quarter",
        in_force_from=days(5),
    )
    with at(f"{days(4)}"):
        assert attest(supporter, cast.head).lapses_on == dt.date(2028, 11, 27)
    with at(f"{days(5)}"):
        assert attest(cast.other_supporter.supporter, cast.other_head).lapses_on == (
            dt.date(2027, 2, 28)
        )


def test_of_two_in_force_the_one_signed_last_is_meant(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    ends = NOW_DAY + 99
    older = rows.attestation(supporter, cast.cardiology, cast.head, NOW_DAY - 9, ends)
    newer = rows.attestation(supporter, cast.cardiology, cast.leader, NOW_DAY - 8, ends)
    twin = rows.attestation(supporter, cast.cardiology, cast.head, NOW_DAY - 8, ends)
    rows.attestation(
        cast.other_supporter.supporter, cast.surgery, cast.other_head, NOW_DAY - 1, ends
    )
    assert attestation_in_force(supporter) == twin
    assert older.signed_at < newer.signed_at == twin.signed_at
    with at(f"{days(98)}"):
        assert attestation_in_force(supporter) == twin
    with at(f"{days(99)}"):
        assert attestation_in_force(supporter) is None


def test_a_hold_with_the_same_key_is_no_attestation(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    """Facts of two kinds can come from rows with one key."""
    lapsed = rows.attestation(supporter, cast.cardiology, cast.head, NOW_DAY - 9, NOW_DAY - 1)
    rows.row(Hold, pk=lapsed.pk, supporter=supporter, since=TODAY, placed_by=cast.coordinator)
    assert attestation_in_force(supporter) is None
    assert attest(supporter, cast.head) != lapsed


def test_another_supporters_attestation_is_nobody_elses(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    attest(supporter, cast.head)
    other = cast.other_supporter.supporter
    assert attestation_in_force(other) is None
    signed = attest(other, cast.other_head)
    assert (signed.supporter, signed.section, signed.signer) == (
        other,
        cast.surgery,
        cast.other_head,
    )
    assert [each.signer for each in Attestation.objects.order_by("pk")] == [
        cast.head,
        cast.other_head,
    ]


def test_the_last_signature_that_was_missing_makes_active(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    put_policy_in_force(
        {"good_standing": Parameters(months=24)},
        by=None,
        why="Nothing else",
        in_force_from=days(1),
    )
    with at(f"{days(1)}"):
        forget_emails()
        attest(supporter, cast.head)
        assert decisions_for([supporter.pk], today())[supporter.pk].standing == "active"
    assert entered(supporter)[-2:] == [
        ("signature", "", "", cast.head),
        ("standing", "in_training", "active", cast.head),
    ]
    assert emails() == [(cast.supporter.email, "Your good standing is attested")]
