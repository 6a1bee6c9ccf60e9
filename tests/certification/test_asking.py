"""Who is asked for a signature, in which words, and who is told where there is nobody to ask."""

import pytest
from django.urls import reverse

from certification.enums import LeaderDecision
from certification.services.asking import (
    ask_for_endorsement,
    ask_for_good_standing,
    tell_coordinators,
)
from portal.accounts.services import end_access
from portal.common.roles import Role
from portal.sections.models import Leadership
from portal.sections.services import appoint_leader, end_leadership
from tests.certification import rows
from tests.certification.program import NOW_DAY
from tests.certification.traces import emails, letter_to
from tests.factories import make_leader, make_person, make_section, make_supporter

pytestmark = pytest.mark.django_db

ATTEST_FIRST = (
    "Sam Example, MD of your section would like to become a peer supporter. Before that a leader of "
    "the section states that they are in good standing. It takes two minutes."
)
ATTEST_AGAIN = (
    "Sam Example, MD of your section is on the path or was an active peer supporter, and no statement "
    "of their good standing is in force in your section now. A leader of the section states it again. "
    "It takes two minutes."
)
ENDORSE_FIRST = (
    "Sam Example, MD of your section has completed the training for peer supporters and holds a "
    "certificate. Your endorsement is the next step. You can also decline; nobody asks for a reason."
)
ENDORSE_AGAIN = (
    "Sam Example, MD of your section holds a certificate, and no endorsement of them is in force any "
    "more. They need a new one to be an active peer supporter. You can also decline; nobody asks for a "
    "reason."
)


@pytest.fixture
def supporter(cast):
    return cast.supporter.supporter


def certificate_of(supporter):
    return rows.certificate(supporter, NOW_DAY - 9, NOW_DAY + 99)


def test_both_leaders_are_asked_to_attest_the_first_time(cast, supporter):
    ask_for_good_standing(supporter)
    assert sorted(emails()) == sorted(
        (leader.email, "Is Sam Example in good standing?") for leader in (cast.head, cast.leader)
    )
    greeting, sentence, link = letter_to(cast.leader)
    assert (greeting, sentence) == ("Dear Lea Example,", ATTEST_FIRST)
    assert link.endswith(reverse("certification:attest", args=[supporter.pk]))


def test_they_are_asked_again_once_somebody_attested_before(cast, supporter):
    rows.attestation(supporter, cast.cardiology, cast.head, NOW_DAY - 9, NOW_DAY - 1)
    ask_for_good_standing(supporter)
    assert {subject for _to, subject in emails()} == {"Is Sam Example still in good standing?"}
    assert letter_to(cast.head)[:2] == ["Dear Hal Example,", ATTEST_AGAIN]


def test_both_leaders_are_asked_to_endorse_the_first_time(cast, supporter):
    ask_for_endorsement(supporter)
    assert sorted(emails()) == sorted(
        (leader.email, "Sam Example asks for your endorsement")
        for leader in (cast.head, cast.leader)
    )
    greeting, sentence, link = letter_to(cast.head)
    assert (greeting, sentence) == ("Dear Hal Example,", ENDORSE_FIRST)
    assert link.endswith(reverse("certification:endorse", args=[supporter.pk]))


@pytest.mark.parametrize(
    ("decision", "subject", "sentence"),
    [
        (LeaderDecision.ENDORSED, "Sam Example asks for your endorsement again", ENDORSE_AGAIN),
        # Nobody has endorsed them before: the leaders declined.
        (LeaderDecision.DECLINED, "Sam Example asks for your endorsement", ENDORSE_FIRST),
    ],
)
def test_again_is_said_after_an_endorsement_and_not_after_a_decline(
    cast, supporter, decision, subject, sentence
):
    rows.endorsement(
        supporter,
        cast.cardiology,
        cast.head,
        certificate_of(supporter),
        NOW_DAY - 9,
        NOW_DAY - 1,
        decision=decision,
    )
    ask_for_endorsement(supporter)
    assert {told for _to, told in emails()} == {subject}
    assert letter_to(cast.head)[1] == sentence


def test_each_supporter_is_asked_for_by_name_and_has_been_asked_for_or_not(cast, supporter):
    """One of two in the same section was attested before; a third works elsewhere."""
    again = make_supporter("Ada Example", section=cast.cardiology)
    rows.attestation(again, cast.cardiology, cast.head, NOW_DAY - 9, NOW_DAY - 1)
    ask_for_good_standing(supporter, again, cast.other_supporter.supporter)
    asked = "Is Sam Example in good standing?", "Is Ada Example still in good standing?"
    assert sorted(emails()) == sorted(
        [(leader.email, subject) for leader in (cast.head, cast.leader) for subject in asked]
        + [(cast.other_head.email, "Is Sue Example in good standing?")]
    )


def test_an_attestation_of_one_is_not_an_endorsement_of_them(cast, supporter):
    rows.attestation(supporter, cast.cardiology, cast.head, NOW_DAY - 9, NOW_DAY - 1)
    ask_for_endorsement(supporter)
    assert {subject for _to, subject in emails()} == {"Sam Example asks for your endorsement"}


def test_a_supporter_without_a_section_is_told_to_every_coordinator(cast):
    second = make_person("Colin Example", roles=[Role.COORDINATOR])
    nowhere = make_supporter("Noel Example")
    ask_for_good_standing(nowhere)
    assert sorted(emails()) == sorted(
        (who.email, "A section needs a leader") for who in (cast.coordinator, second)
    )
    _greeting, sentence, link = letter_to(second)
    assert sentence == (
        "Noel Example, MD waits for the signature of a section leader, and there is none who could "
        "sign: no section, no leader on record, or no leader but Noel Example, MD."
    )
    assert link.startswith("Please say in which section Noel Example, MD works, and who leads it:")
    assert link.endswith(reverse("certification:program_supporter", args=[nowhere.pk]))


def test_where_there_is_a_leader_no_coordinator_is_told_and_where_not_only_they_are(
    cast, supporter
):
    led_by_themselves = make_supporter("Lou Example", section=make_section("Neurology"))
    [membership] = led_by_themselves.person.memberships.all()
    appoint_leader(
        led_by_themselves.person,
        section=membership.section,
        kind=Leadership.Kind.HEAD,
        by=None,
        why="Appointed",
    )
    ask_for_endorsement(led_by_themselves, supporter)
    assert sorted(emails()) == sorted(
        [
            (cast.head.email, "Sam Example asks for your endorsement"),
            (cast.leader.email, "Sam Example asks for your endorsement"),
            (cast.coordinator.email, "A section needs a leader"),
        ]
    )
    assert letter_to(cast.coordinator)[1].startswith("Lou Example, MD waits for the signature")


def test_leaders_of_another_day_and_leaders_who_left_are_not_asked(cast, supporter):
    end_leadership(
        Leadership.objects.get(person=cast.head), by=None, until=None, why="Stepped down"
    )
    gone = make_leader("Gil Example", cast.cardiology, Leadership.Kind.LEADER)
    end_access(gone, by=None, why="Left")
    ask_for_good_standing(supporter)
    assert emails() == [(cast.leader.email, "Is Sam Example in good standing?")]


def test_nobody_is_asked_for_nobody(cast):
    ask_for_good_standing()
    ask_for_endorsement()
    assert emails() == []


def test_every_coordinator_reads_the_same_on_their_own(cast, supporter):
    second = make_person("Colin Example", roles=[Role.COORDINATOR])
    given = {"person": "Sam", "signer": "Hal", "supporter": supporter}
    tell_coordinators("A subject", template="endorsement_declined_for_coordinator", **given)
    assert sorted(emails()) == sorted(
        [(cast.coordinator.email, "A subject"), (second.email, "A subject")]
    )
    assert letter_to(cast.coordinator)[1:] == letter_to(second)[1:]
    assert letter_to(second)[1].startswith("Hal has declined to endorse Sam at this time.")
