"""A section leader endorses a certified supporter of their own section, declines to, or withdraws."""

import pytest

from certification.enums import EntryKind, LeaderDecision, Standing, StatementKind
from certification.models import Certificate, Endorsement, LedgerEntry, Statement
from certification.selectors.standing import decisions_for
from certification.services.endorsements import (
    decline_endorsement,
    sign_endorsement,
    withdraw_endorsement,
)
from certification.services.nominations import accept_nomination, nominate
from portal.common.audit import recorded
from portal.common.errors import Refusal, Stale
from portal.common.models import OutboxMessage
from portal.common.permissions import allowed
from portal.common.time import today
from portal.sections.models import Leadership
from portal.sections.services import appoint_leader, end_leadership, join_section
from tests.certification.program import certify, run_program, signing
from tests.certification.projected import project_after
from tests.clock import NOW, TODAY, at, days
from tests.factories import make_leader, make_person, make_section, make_supporter
from tests.path import attest, endorse, shown
from tests.races import at_once

KIND = StatementKind.ENDORSEMENT


@pytest.fixture
def program(db):  # type: ignore[no-untyped-def]
    return run_program()


@pytest.fixture
def supporter(cast, program):  # type: ignore[no-untyped-def]
    """A certified supporter of Cardiology, with no email waiting."""
    certify(cast.supporter.supporter, program)
    OutboxMessage.objects.all().delete()
    return cast.supporter.supporter


def refused(service, *args, **kwargs) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Refusal) as refusal:
        service(*args, **kwargs)
    return refusal.value.code


def decline(supporter, signer) -> Endorsement:  # type: ignore[no-untyped-def]
    section, text = shown(StatementKind.DECLINE, supporter, signer)
    return decline_endorsement(**signing(supporter, signer, section, signer.name, text.hash))


def standing(supporter) -> str:  # type: ignore[no-untyped-def]
    return decisions_for([supporter.pk], today())[supporter.pk].standing


def test_it_is_bound_to_text_and_certificate(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    signed = endorse(supporter, cast.head)
    certificate = Certificate.objects.get()
    code = certificate.code
    assert signed.statement == (
        "I endorse Sam Example, MD for Cardiology, Anschutz under certificate "
        f"{code[:4]}-{code[4:8]}-{code[8:]}. Hal Example, MD, November 23, 2026"
    )
    assert (signed.certificate, signed.decision) == (certificate, LeaderDecision.ENDORSED)
    assert (signed.signed_at, signed.lapses_on) == (NOW, TODAY.replace(year=2028))
    entry = LedgerEntry.objects.get(kind=EntryKind.SIGNATURE)
    assert (entry.detail["kind"], entry.detail["record"]) == ("endorsement", signed.pk)
    assert list(OutboxMessage.objects.values_list("recipient", "subject")) == [
        (cast.supporter.email, "Your section endorses you as a peer supporter")
    ]


def test_with_everything_else_met_it_makes_active(cast, program) -> None:  # type: ignore[no-untyped-def]
    person = make_person("Nora Example", section=cast.cardiology)
    made = nominate(name=person.name, email=person.email, by=cast.stranger)
    assert made is not None
    supporter = accept_nomination(made, by=person)
    assert supporter is not None
    attest(supporter, cast.leader)
    certify(supporter, program)
    assert standing(supporter) == Standing.AWAITING_ENDORSEMENT
    endorse(supporter, cast.head)
    assert standing(supporter) == Standing.ACTIVE
    standings = LedgerEntry.objects.filter(supporter=supporter, kind=EntryKind.STANDING)
    assert list(standings.values_list("standing", flat=True)) == [
        "in_training",
        "awaiting_endorsement",
        "active",
    ]


def test_only_a_certified_supporter(cast, program) -> None:  # type: ignore[no-untyped-def]
    supporter = cast.supporter.supporter
    section, text = shown(KIND, supporter, cast.head)
    for act in (sign_endorsement, decline_endorsement):
        assert (
            refused(act, **signing(supporter, cast.head, section, "Hal Example", text.hash))
            == "not_certified"
        )
    certify(supporter, program)
    endorse(supporter, cast.head)


def test_not_under_a_revoked_certificate(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    section, text = shown(KIND, supporter, cast.head)
    certificate = Certificate.objects.get()
    certificate.revoked_on = TODAY
    with recorded(by=None, why="Revoked"):
        certificate.save()
    project_after(certificate)
    act = signing(supporter, cast.head, section, "Hal Example", text.hash)
    assert refused(sign_endorsement, **act) == "not_certified"


def test_a_certificate_of_yesterday_does_not_count(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    with at("2028-11-22"):
        section, text = shown(KIND, supporter, cast.head)
        act = signing(supporter, cast.head, section, "Hal Example", text.hash)
    with at("2028-11-23"):
        assert refused(sign_endorsement, **act) == "not_certified"
    with at("2028-11-22"):
        assert sign_endorsement(**act).lapses_on == TODAY.replace(2030, 11, 22)


@pytest.mark.parametrize("who", ["other_head", "coordinator", "stranger", "other_supporter"])
@pytest.mark.parametrize("act", [sign_endorsement, decline_endorsement])
def test_only_a_leader_of_the_own_section(cast, supporter, who, act) -> None:  # type: ignore[no-untyped-def]
    other = getattr(cast, who)
    section, text = shown(KIND, supporter, other)
    assert refused(act, **signing(supporter, other, section, other.name, text.hash)) == "not_leader"
    assert not allowed(other, "endorsement.sign", supporter)
    assert allowed(cast.leader, "endorsement.sign", supporter)
    endorse(supporter, cast.leader)


def test_nobody_endorses_themselves(cast, program) -> None:  # type: ignore[no-untyped-def]
    section = make_section("Neurology")
    supporter, other = make_supporter("Lou Example", section=section), make_leader("Nel", section)
    appoint_leader(
        supporter.person, section=section, kind=Leadership.Kind.LEADER, by=None, why="Appointed"
    )
    certify(supporter, program)
    section, text = shown(KIND, supporter, supporter.person)
    for act in (sign_endorsement, decline_endorsement):
        assert (
            refused(act, **signing(supporter, supporter.person, section, "Lou Example", text.hash))
            == "self"
        )
    assert not allowed(supporter.person, "endorsement.sign", supporter)
    endorse(supporter, other)


@pytest.mark.parametrize(("ended", "may"), [(-1, False), (0, False), (1, True)])
def test_leadership_counts_on_the_day(cast, supporter, ended, may) -> None:  # type: ignore[no-untyped-def]
    tenure = Leadership.objects.get(person=cast.head)
    end_leadership(tenure, by=None, until=days(ended), why="Stepped down")
    section, text = shown(KIND, supporter, cast.head)
    act = signing(supporter, cast.head, section, "Hal Example", text.hash)
    if may:
        assert sign_endorsement(**act).signer == cast.head
    else:
        assert refused(sign_endorsement, **act) == "not_leader"


def test_leadership_that_begins_tomorrow_does_not_count(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    appoint_leader(
        cast.stranger,
        section=cast.cardiology,
        kind=Leadership.Kind.LEADER,
        by=None,
        since=days(1),
        why="New",
    )
    section, text = shown(KIND, supporter, cast.stranger)
    act = signing(supporter, cast.stranger, section, "Stan Example", text.hash)
    assert refused(sign_endorsement, **act) == "not_leader"
    with at("2026-11-24"):
        endorse(supporter, cast.stranger)


def test_who_moved_is_endorsed_elsewhere(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    join_section(cast.supporter, section=cast.surgery, by=None, why="Moved")
    section, text = shown(KIND, supporter, cast.head)
    act = signing(supporter, cast.head, section, "Hal Example", text.hash)
    assert refused(sign_endorsement, **act) == "not_leader"
    endorse(supporter, cast.other_head)


@pytest.mark.parametrize("kind", [StatementKind.ENDORSEMENT, StatementKind.DECLINE])
def test_a_new_text_must_be_read_first(cast, supporter, kind) -> None:  # type: ignore[no-untyped-def]
    act = sign_endorsement if kind == KIND else decline_endorsement
    section, text = shown(kind, supporter, cast.head)
    Statement(kind=kind, number=2, text="New: {person}", meaning="New").save()
    with pytest.raises(Stale):
        act(**signing(supporter, cast.head, section, "Hal Example", text.hash))
    section, text = shown(kind, supporter, cast.head)
    assert act(**signing(supporter, cast.head, section, "Hal Example", text.hash)).meaning == "New"


def test_another_name_is_refused(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    section, text = shown(KIND, supporter, cast.head)
    act = {"supporter": supporter, "by": cast.head, "section": section}
    assert (
        refused(sign_endorsement, **act, printed_name="Lea Example", statement_hash=text.hash)
        == "name"
    )
    assert Endorsement.objects.count() == 0
    sign_endorsement(**act, printed_name=" hal example ", statement_hash=text.hash)


def test_signing_twice_is_one_endorsement(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    first = endorse(supporter, cast.head)
    assert endorse(supporter, cast.head) == first
    section, text = shown(KIND, supporter, cast.leader)
    act = signing(supporter, cast.leader, section, "Lea Example", text.hash)
    assert refused(sign_endorsement, **act) == "endorsed"
    assert refused(decline_endorsement, **act) == "endorsed"
    assert (Endorsement.objects.count(), OutboxMessage.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_leaders_at_once_are_one_endorsement() -> None:
    program, section = run_program(), make_section("Cardiology")
    supporter = make_supporter("Sam Example", section=section)
    leaders = [
        make_leader("Hal Example", section),
        make_leader("Lea Example", section, Leadership.Kind.LEADER),
    ]
    certify(supporter, program)
    results = at_once(*[lambda who=who: endorse(supporter, who) for who in leaders])
    assert sorted(type(result).__name__ for result in results) == ["Endorsement", "Refusal"]
    assert Endorsement.objects.count() == 1


# Declining -----------------------------------------------------------------------------------------


def test_declining_keeps_no_reason_and_tells_kindly(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    before = standing(supporter)
    declined = decline(supporter, cast.head)
    assert (declined.decision, declined.lapses_on) == (LeaderDecision.DECLINED, TODAY)
    assert declined.statement.startswith("I do not endorse Sam Example, MD")
    assert standing(supporter) == before == Standing.AWAITING_ENDORSEMENT
    assert set(OutboxMessage.objects.values_list("recipient", "subject")) == {
        (cast.supporter.email, "About your endorsement"),
        (cast.coordinator.email, "About an endorsement"),
    }
    told = OutboxMessage.objects.get(recipient=cast.supporter.email).body
    assert cast.head.name not in told


def test_declining_twice_is_one_decision_and_no_obstacle(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    first = decline(supporter, cast.head)
    assert decline(supporter, cast.head) == first
    assert OutboxMessage.objects.count() == 2
    assert endorse(supporter, cast.head).decision == LeaderDecision.ENDORSED


# Withdrawing ---------------------------------------------------------------------------------------


def test_withdrawing_counts_from_today_on(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    signed = endorse(supporter, cast.head)
    OutboxMessage.objects.all().delete()
    with at("2026-12-01"):
        withdrawn = withdraw_endorsement(signed, by=cast.head)
        assert withdrawn.withdrawn_on == days(8)
        assert withdraw_endorsement(signed, by=cast.head) == withdrawn
        assert [state.met for state in _state_of_endorsement(supporter, 7, 8)] == [True, False]
        assert set(OutboxMessage.objects.values_list("recipient", "subject")) == {
            (cast.supporter.email, "About your endorsement"),
            (cast.coordinator.email, "About an endorsement"),
        }
        assert endorse(supporter, cast.head) != signed


def _state_of_endorsement(supporter, *numbers):  # type: ignore[no-untyped-def]
    return [
        decisions_for([supporter.pk], days(number))[supporter.pk].state("endorsement")
        for number in numbers
    ]


@pytest.mark.parametrize("who", ["leader", "supporter", "stranger", "other_head"])
def test_only_the_signer_or_a_coordinator_withdraws(cast, supporter, who) -> None:  # type: ignore[no-untyped-def]
    signed = endorse(supporter, cast.head)
    assert refused(withdraw_endorsement, signed, by=getattr(cast, who)) == "not_yours"
    assert withdraw_endorsement(signed, by=cast.coordinator).withdrawn_on == TODAY


def test_what_is_over_is_not_withdrawn(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    signed = endorse(supporter, cast.head)
    with at("2028-11-23"):
        assert refused(withdraw_endorsement, signed, by=cast.head) == "over"
    withdraw_endorsement(signed, by=cast.head)
    assert refused(withdraw_endorsement, decline(supporter, cast.head), by=cast.head) == "over"
