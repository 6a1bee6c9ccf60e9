"""Nominating a colleague; the colleague's own answer; the account that a nominee lacks."""

import re

import pytest
from django.urls import reverse

from certification.enums import NominationStatus
from certification.models import Nomination, Supporter
from certification.services import nominations
from certification.services.nominating import hand_in_nomination
from certification.services.nominations import (
    accept_nomination,
    decline_nomination,
    nominate,
)
from portal.accounts.models import Person
from portal.common.errors import Refusal
from portal.common.models import OutboxMessage
from portal.common.permissions import allowed
from tests.certification.program import certify, run_program
from tests.clock import TODAY
from tests.factories import make_leader, make_person, make_section
from tests.path import attest, endorse
from tests.races import at_once

ADDRESS = "new.colleague@hospital.example"
NEW = {"name": "New Colleague", "email": ADDRESS}


def mails() -> set[tuple[str, str]]:
    return set(OutboxMessage.objects.values_list("recipient", "subject"))


def nomination_of(person: Person, by: Person) -> Nomination:
    made = nominate(name=person.name, email=person.email, by=by)
    assert made is not None
    return made


def answer_of(accept):  # type: ignore[no-untyped-def]
    return accept_nomination if accept else decline_nomination


def refused(act, *args, **kwargs) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Refusal) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


# Nominating ----------------------------------------------------------------------------------------


def test_a_nominee_with_an_account_is_asked(cast) -> None:  # type: ignore[no-untyped-def]
    made = nominate(name="  Stan   Example ", email=cast.stranger.email.upper(), by=cast.head)
    assert made is not None
    assert (made.nominee, made.nominator, made.status) == (cast.stranger, cast.head, "open")
    assert (made.nominee_name, made.nominee_email) == ("Stan Example", cast.stranger.email)
    assert mails() == {(cast.stranger.email, "A colleague nominated you as a peer supporter")}
    assert made.history.get().history_user == cast.head


def test_the_mail_greets_the_nominee_by_their_own_name(cast) -> None:  # type: ignore[no-untyped-def]
    nominate(name="Whatever somebody typed", email=cast.stranger.email, by=cast.head)
    body = OutboxMessage.objects.get().body
    assert body.startswith(f"Dear {cast.stranger.name},")
    assert "typed" not in body


def test_without_an_account_the_coordinators_are_told(cast) -> None:  # type: ignore[no-untyped-def]
    made = nominate(**NEW, by=cast.head)
    assert made is not None
    assert made.nominee is None
    assert mails() == {(cast.coordinator.email, "Somebody without an account was nominated")}
    body = OutboxMessage.objects.get().body
    assert reverse("certification:program_nomination", args=[made.pk]) in body


def test_the_same_nomination_twice_is_one(cast) -> None:  # type: ignore[no-untyped-def]
    first = nominate(**NEW, by=cast.head)
    assert nominate(name="N. Colleague", email=ADDRESS.upper(), by=cast.head) == first
    assert OutboxMessage.objects.count() == 1
    assert nominate(**NEW, by=cast.leader) != first


@pytest.mark.parametrize(
    ("name", "email", "code"),
    [
        ("", ADDRESS, "name"),
        ("   ", ADDRESS, "name"),
        ("x" * 151, ADDRESS, "name"),
        ("New Colleague", "new.colleague", "email"),
        ("New Colleague", "", "email"),
        ("New Colleague", "x" * 247 + "@b.co.uk", "email"),
    ],
)
def test_a_nomination_needs_a_name_and_an_address(cast, name, email, code) -> None:  # type: ignore[no-untyped-def]
    assert refused(nominate, name=name, email=email, by=cast.head) == code
    assert nominate(**NEW, by=cast.head) is not None


def test_nobody_nominates_themselves(cast) -> None:  # type: ignore[no-untyped-def]
    assert (
        refused(nominate, name="Stan Example", email=cast.stranger.email.upper(), by=cast.stranger)
        == "self"
    )
    assert nominate(name="Stan Example", email=cast.stranger.email, by=cast.head) is not None


def test_an_active_supporter_is_refused(cast) -> None:  # type: ignore[no-untyped-def]
    program, supporter = run_program(), cast.supporter.supporter
    accept_nomination(nomination_of(cast.supporter, cast.stranger), by=cast.supporter)
    certify(supporter, program)
    attest(supporter, cast.head)
    endorse(supporter, cast.head)
    again = {"name": "Sam Example", "email": cast.supporter.email, "by": cast.facilitator}
    assert refused(hand_in_nomination, **again) == "supporter"
    assert nominate(**again) is None


def test_who_is_on_the_path_is_not_told_to_anybody(cast, as_person) -> None:  # type: ignore[no-untyped-def]
    run_program()
    accept_nomination(nomination_of(cast.stranger, cast.head), by=cast.stranger)
    OutboxMessage.objects.all().delete()
    assert nominate(name="Stan Example", email=cast.stranger.email, by=cast.leader) is None
    assert mails() == set()
    pages = [_nominate(as_person(cast.leader), email) for email in (cast.stranger.email, ADDRESS)]
    assert pages[0] == pages[1]
    assert "Thank you. We will ask New Colleague" in pages[0]


def _nominate(client, email: str) -> str:  # type: ignore[no-untyped-def]
    response = client.post(
        reverse("certification:nominate"), {"name": "New Colleague", "email": email}, follow=True
    )
    assert response.redirect_chain == [(reverse("certification:nominate"), 302)]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_the_page_is_the_same_whether_there_is_an_account_or_not(cast, as_person) -> None:  # type: ignore[no-untyped-def]
    client = as_person(cast.stranger)
    assert _nominate(client, cast.facilitator.email) == _nominate(client, ADDRESS)
    assert Nomination.objects.count() == 2


def test_what_is_wrong_is_said_and_kept(cast, as_person) -> None:  # type: ignore[no-untyped-def]
    response = as_person(cast.stranger).post(
        reverse("certification:nominate"), {"name": "Stan", "email": cast.stranger.email}
    )
    assert response.context["form"].errors == {
        "email": ["This is your own address. Ask a colleague to nominate you."]
    }
    assert 'value="Stan"' in response.content.decode()


# Answering -----------------------------------------------------------------------------------------


def test_accepting_brings_onto_the_path(cast) -> None:  # type: ignore[no-untyped-def]
    run_program()
    person = make_person("Nora Example", section=cast.cardiology)
    made = nomination_of(person, cast.stranger)
    supporter = accept_nomination(made, by=person)
    made.refresh_from_db()
    assert supporter is not None
    assert (supporter.person, supporter.since) == (person, TODAY)
    assert (made.status, made.answered_on) == (NominationStatus.ACCEPTED, TODAY)
    assert supporter.ledger.get().standing == "in_training"
    assert mails() - {(person.email, "A colleague nominated you as a peer supporter")} == {
        (cast.stranger.email, "Your nomination was answered"),
        (cast.head.email, "Is Nora Example in good standing?"),
        (cast.leader.email, "Is Nora Example in good standing?"),
    }


def test_declining_keeps_no_reason_and_tells_the_nominator(cast) -> None:  # type: ignore[no-untyped-def]
    made = nomination_of(cast.stranger, cast.head)
    assert decline_nomination(made, by=cast.stranger) is None
    made.refresh_from_db()
    assert made.status == NominationStatus.DECLINED
    assert not Supporter.objects.filter(person=cast.stranger).exists()
    assert (cast.head.email, "Your nomination was answered") in mails()
    again = nomination_of(cast.stranger, cast.head)
    assert again != made


def test_one_answer_answers_every_open_nomination(cast) -> None:  # type: ignore[no-untyped-def]
    run_program()
    first = nomination_of(cast.stranger, cast.head)
    second = nomination_of(cast.stranger, cast.leader)
    accept_nomination(second, by=cast.stranger)
    assert set(Nomination.objects.values_list("pk", "status")) == {
        (first.pk, "accepted"),
        (second.pk, "accepted"),
    }


@pytest.mark.parametrize("accept", [True, False])
def test_only_the_nominee_answers(cast, accept) -> None:  # type: ignore[no-untyped-def]
    run_program()
    made = nomination_of(cast.stranger, cast.head)
    for other in (cast.head, cast.coordinator, cast.supporter):
        assert refused(answer_of(accept), made, by=other) == "not_yours"
        assert not allowed(other, "nomination.answer", made)
    assert allowed(cast.stranger, "nomination.answer", made)
    answer_of(accept)(made, by=cast.stranger)


@pytest.mark.parametrize("accept", [True, False])
def test_a_second_answer_is_refused(cast, accept) -> None:  # type: ignore[no-untyped-def]
    run_program()
    made = nomination_of(cast.stranger, cast.head)
    accept_nomination(made, by=cast.stranger)
    assert refused(answer_of(accept), made, by=cast.stranger) == "transition"
    assert Supporter.objects.filter(person=cast.stranger).count() == 1


def test_without_a_leader_the_coordinator_is_told(cast) -> None:  # type: ignore[no-untyped-def]
    run_program()
    accept_nomination(nomination_of(cast.stranger, cast.head), by=cast.stranger)
    assert (cast.coordinator.email, "A section needs a leader") in mails()


def test_a_leader_is_not_asked_about_themselves(cast) -> None:  # type: ignore[no-untyped-def]
    run_program()
    accept_nomination(nomination_of(cast.head, cast.stranger), by=cast.head)
    asked = {to for to, subject in mails() if subject == "Is Hal Example in good standing?"}
    assert asked == {cast.leader.email}


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_make_one_supporter() -> None:
    person, nominator = make_person("Nora Example"), make_person("Nat Example")
    run_program()
    made = nomination_of(person, nominator)
    results = at_once(*[lambda: accept_nomination(made, by=person)] * 3)
    assert sorted(type(result).__name__ for result in results) == [
        "Refusal",
        "Refusal",
        "Supporter",
    ]
    assert Supporter.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_nomination_at_once_is_one(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    nominator = make_leader("Hal Example", make_section("Cardiology"))
    results = at_once(*[lambda: nominate(**NEW, by=nominator)] * 3)
    assert {type(result) for result in results} == {Nomination}
    assert Nomination.objects.count() == 1
    assert nominations.nominate(**NEW, by=nominator) == results[0]
