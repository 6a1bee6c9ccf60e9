"""Two leaders of one section and one supporter: what the second does stands beside what the first did."""

import threading

import pytest

from certification.enums import LeaderDecision, StatementKind
from certification.models import Attestation, Endorsement
from certification.selectors.endorsements import endorsement_in_force
from certification.services import attestations
from certification.services.attestations import attest_good_standing
from certification.services.endorsements import sign_endorsement, withdraw_endorsement
from portal.common.models import OutboxMessage
from portal.common.time import today
from portal.sections.models import Leadership
from portal.sections.services import join_section
from tests.certification.program import certify, run_program, signing
from tests.certification.test_endorsements import decline, refused
from tests.clock import at, days
from tests.factories import make_leader, make_section, make_supporter
from tests.path import attest, endorse, shown
from tests.races import at_once, errors_in

DECLINED, ENDORSED = LeaderDecision.DECLINED, LeaderDecision.ENDORSED


@pytest.fixture
def supporter(cast):  # type: ignore[no-untyped-def]
    """A certified supporter of Cardiology, with no email waiting."""
    certify(cast.supporter.supporter, run_program())
    OutboxMessage.objects.all().delete()
    return cast.supporter.supporter


def decisions():  # type: ignore[no-untyped-def]
    return list(Endorsement.objects.order_by("pk").values_list("signer", "decision"))


# Declining beside another's decision ---------------------------------------------------------------


def test_a_second_decline_stands_beside_the_first_and_each_is_sent_once(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    first, second = decline(supporter, cast.head), decline(supporter, cast.leader)
    assert decisions() == [(cast.head.pk, DECLINED), (cast.leader.pk, DECLINED)]
    mails = OutboxMessage.objects.count()
    # Each form sent again, in either order, is the decision that its signer has made.
    assert [decline(supporter, who) for who in (cast.head, cast.leader)] == [first, second]
    assert (Endorsement.objects.count(), OutboxMessage.objects.count()) == (2, mails)
    assert endorse(supporter, cast.leader).decision == ENDORSED


def test_a_decline_after_an_endorsement_that_ended_is_a_new_decision(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    first = decline(supporter, cast.head)
    withdraw_endorsement(endorse(supporter, cast.leader), by=cast.leader)
    again = decline(supporter, cast.head)
    assert again != first
    assert decline(supporter, cast.head) == again
    assert decisions() == [
        (cast.head.pk, DECLINED),
        (cast.leader.pk, ENDORSED),
        (cast.head.pk, DECLINED),
    ]


def test_an_endorsement_in_force_is_not_declined_by_another_leader(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    endorsed = endorse(supporter, cast.head)
    assert refused(decline, supporter, cast.leader) == "endorsed"
    assert endorsement_in_force(supporter, today()) == endorsed
    assert refused(withdraw_endorsement, endorsed, by=cast.leader) == "not_yours"
    withdraw_endorsement(endorsed, by=cast.head)
    assert decline(supporter, cast.leader).decision == DECLINED


def test_a_leader_who_declined_endorses_after_all(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    declined = decline(supporter, cast.head)
    endorsed = endorse(supporter, cast.head)
    assert endorse(supporter, cast.head) == endorsed
    declined.refresh_from_db()
    assert (declined.decision, declined.withdrawn_on) == (DECLINED, None)
    assert decisions() == [(cast.head.pk, DECLINED), (cast.head.pk, ENDORSED)]
    assert refused(withdraw_endorsement, declined, by=cast.head) == "over"


# While the other has the page open -----------------------------------------------------------------


def test_the_second_signs_from_a_page_opened_before_the_first_signed(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    pages = {}
    for kind in (StatementKind.GOOD_STANDING, StatementKind.ENDORSEMENT):
        section, text = shown(kind, supporter, cast.leader)
        pages[kind] = signing(supporter, cast.leader, section, cast.leader.name, text.hash)
    attested, endorsed = attest(supporter, cast.head), endorse(supporter, cast.head)
    assert refused(attest_good_standing, **pages[StatementKind.GOOD_STANDING]) == "attested"
    assert refused(sign_endorsement, **pages[StatementKind.ENDORSEMENT]) == "endorsed"
    assert [Attestation.objects.get(), Endorsement.objects.get()] == [attested, endorsed]
    withdraw_endorsement(endorsed, by=cast.head)
    assert sign_endorsement(**pages[StatementKind.ENDORSEMENT]).signer == cast.leader  # type: ignore[arg-type]


def test_the_second_signs_anew_once_the_firsts_has_lapsed(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    first = attest(supporter, cast.head)
    with at(f"{first.lapses_on}"):
        second = attest(supporter, cast.leader)
    assert (second.signer, second != first) == (cast.leader, True)
    first.refresh_from_db()
    assert first.withdrawn_on is None


# Two sections over time ----------------------------------------------------------------------------


def test_who_signs_follows_the_section_of_the_day_there_and_back(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    person = supporter.person
    for number, place, signs, may_not in (
        (10, cast.surgery, cast.other_head, cast.head),
        (20, cast.cardiology, cast.head, cast.other_head),
    ):
        with at(f"{days(number)}"):
            join_section(person, section=place, by=None, why="Moved")
            section, text = shown(StatementKind.ENDORSEMENT, supporter, may_not)
            act = signing(supporter, may_not, section, may_not.name, text.hash)
            assert refused(sign_endorsement, **act) == "not_leader"
            signed = endorse(supporter, signs)
            assert (signed.section, signed.signer) == (place, signs)
            # The signer of the section before withdraws what they signed, wherever the supporter works.
            withdraw_endorsement(signed, by=signs)
    assert list(person.memberships.order_by("since").values_list("section", flat=True)) == [
        cast.cardiology.pk,
        cast.surgery.pk,
        cast.cardiology.pk,
    ]


# At the same moment --------------------------------------------------------------------------------


def two_leaders_attest() -> list[object]:
    run_program()
    section = make_section("Cardiology")
    supporter = make_supporter("Sam Example", section=section)
    leaders = [
        make_leader("Hal Example", section),
        make_leader("Lea Example", section, Leadership.Kind.LEADER),
    ]
    return at_once(*[lambda who=who: attest(supporter, who) for who in leaders])


@pytest.mark.django_db(transaction=True)
def test_two_leaders_who_attest_at_once_sign_one_statement() -> None:
    results = two_leaders_attest()
    assert [error.code for error in errors_in(results)] == ["attested"]  # type: ignore[attr-defined]
    assert Attestation.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_have_signed(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """SQLite lets one write at a time, lock or none."""
    both_looked, look = threading.Barrier(2, timeout=30), attestations.attestation_in_force

    def looked(supporter):  # type: ignore[no-untyped-def]
        found = look(supporter)
        both_looked.wait()
        return found

    monkeypatch.setattr(attestations, "lock", lambda row, *joined: row)
    # What is projected needs the same lock, and would keep one of the two from ending.
    monkeypatch.setattr(attestations, "reassess", lambda supporter, **how: None)
    monkeypatch.setattr(attestations, "attestation_in_force", looked)
    assert errors_in(two_leaders_attest()) == []
    assert Attestation.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_endorses_while_the_other_declines() -> None:
    program, section = run_program(), make_section("Cardiology")
    supporter = make_supporter("Sam Example", section=section)
    head = make_leader("Hal Example", section)
    leader = make_leader("Lea Example", section, Leadership.Kind.LEADER)
    certify(supporter, program)
    results = at_once(lambda: endorse(supporter, head), lambda: decline(supporter, leader))
    # The endorsement stands either way; the decline came before it or was refused.
    assert isinstance(results[0], Endorsement)
    refusals = [error.code for error in errors_in(results)]  # type: ignore[attr-defined]
    assert refusals in ([], ["endorsed"])
    assert [made for _, made in decisions()] == [DECLINED] * (not refusals) + [ENDORSED]
