"""What nominating, answering, closing and opening an account leave behind, word for word."""

import datetime as dt

import pytest
from django.urls import reverse

from certification.enums import NominationStatus
from certification.models import Nomination, Supporter
from certification.services.nominating import MOST_A_DAY, hand_in_nomination
from certification.services.nominations import (
    accept_nomination,
    close_nomination,
    decline_nomination,
    nominate,
)
from certification.services.projecting import project_everybody
from portal.accounts.services import end_access
from portal.common.roles import Role, roles_of
from tests.certification import rows
from tests.certification.program import NOW_DAY, run_program
from tests.certification.test_nominations import ADDRESS, NEW, nomination_of
from tests.certification.traces import (
    emails,
    entered,
    forget_emails,
    letter_to,
    reasons,
    refusal_of,
)
from tests.clock import NOW, TODAY, at, days

NOMINATED = (
    "Hal Example, MD nominated you as a peer supporter: a colleague who is there for others after an "
    "adverse event. It means that somebody trusts you."
)


@pytest.fixture
def made(cast):  # type: ignore[no-untyped-def]
    """An open nomination of somebody with an account, and no email waiting."""
    nomination = nomination_of(cast.stranger, cast.head)
    forget_emails()
    return nomination


# Nominating ----------------------------------------------------------------------------------------


def test_a_nomination_as_it_is_stored(cast) -> None:  # type: ignore[no-untyped-def]
    made = nominate(name="New Colleague", email=f" {ADDRESS.upper()} ", by=cast.head)
    stored = Nomination.objects.get()
    assert stored == made
    assert (stored.nominee_name, stored.nominee_email, stored.nominee) == (
        "New Colleague",
        ADDRESS,
        None,
    )
    assert (stored.nominator, stored.nominated_at, stored.status) == (cast.head, NOW, "open")
    assert (stored.answered_at, stored.answered_on) == (None, None)
    assert reasons(stored) == [(cast.head, "Nominated by a colleague")]


def test_the_nominee_reads_by_whom_and_where_to_answer(cast) -> None:  # type: ignore[no-untyped-def]
    made = nomination_of(cast.stranger, cast.head)
    assert emails() == [(cast.stranger.email, "A colleague nominated you as a peer supporter")]
    greeting, sentence, _choice, link = letter_to(cast.stranger)
    assert (greeting, sentence) == ("Dear Stan Example,", NOMINATED)
    assert link.endswith(reverse("certification:nomination", args=[made.pk]))


def test_the_coordinator_reads_whose_account_is_missing(cast) -> None:  # type: ignore[no-untyped-def]
    made = nominate(**NEW, by=cast.head)
    assert made is not None
    assert emails() == [(cast.coordinator.email, "Somebody without an account was nominated")]
    _greeting, sentence, _please, link = letter_to(cast.coordinator)
    assert sentence == (
        "Hal Example, MD nominated New Colleague (new.colleague@hospital.example) as a peer supporter."
    )
    assert link.endswith(reverse("certification:program_nomination", args=[made.pk]))


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"name": " "}, ("name", "name", "Write your colleague’s name.")),
        ({"name": "x" * 151}, ("name", "name", "Write your colleague’s name.")),
    ],
)
def test_a_name_that_is_none(cast, typed, refusal) -> None:  # type: ignore[no-untyped-def]
    assert refusal_of(nominate, **{**NEW, **typed}, by=cast.head) == refusal
    assert Nomination.objects.count() == 0
    longest = nominate(**{**NEW, "name": "x" * 150}, by=cast.head)
    assert longest is not None
    assert longest.nominee_name == "x" * 150
    shortest = nominate(name="X", email="x@hospital.example", by=cast.head)
    assert shortest is not None


def test_ones_own_address_in_words(cast) -> None:  # type: ignore[no-untyped-def]
    assert refusal_of(nominate, name="Hal Example", email=cast.head.email, by=cast.head) == (
        "self",
        "email",
        "This is your own address. Ask a colleague to nominate you.",
    )


def test_an_active_supporter_in_words_and_one_who_is_not_active_is_nominated(cast) -> None:  # type: ignore[no-untyped-def]
    supporter = cast.supporter.supporter
    with at(f"{days(-1)}"):
        run_program()
    given = {"name": "Sam", "email": cast.supporter.email, "by": cast.stranger}
    assert nominate(**given) is not None
    rows.policy(rows.course(), 2, NOW_DAY, ["no_hold"])
    project_everybody()
    assert refusal_of(hand_in_nomination, **{**given, "by": cast.facilitator}) == (
        "supporter",
        "email",
        "Sam Example is a peer supporter already: see the list of supporters.",
    )
    rows.hold(supporter, NOW_DAY, None, cast.coordinator)
    assert nominate(**{**given, "by": cast.facilitator}) is not None


def test_an_open_nomination_of_another_or_an_answered_one_is_no_bar(cast, made) -> None:  # type: ignore[no-untyped-def]
    assert nomination_of(cast.stranger, cast.head) == made
    other = nomination_of(cast.facilitator, cast.head)
    assert other != made
    decline_nomination(made, by=cast.stranger)
    again = nomination_of(cast.stranger, cast.head)
    assert (again != made, again.status) == (True, "open")
    assert Nomination.objects.count() == 3


def test_the_sixteenth_in_a_day_in_words(cast, clock) -> None:  # type: ignore[no-untyped-def]
    for number in range(MOST_A_DAY):
        email = f"colleague-{number}@hospital.example"
        hand_in_nomination(name="New Colleague", email=email, by=cast.head)
    assert refusal_of(hand_in_nomination, **NEW, by=cast.head) == (
        "many",
        None,
        "You have nominated 15 colleagues since yesterday. Please go on tomorrow.",
    )
    assert Nomination.objects.count() == MOST_A_DAY
    # Somebody else may go on.
    hand_in_nomination(**NEW, by=cast.leader)
    clock.shift(24 * 3600 - 1)
    assert refusal_of(hand_in_nomination, **NEW, by=cast.head)[0] == "many"
    clock.shift(1)
    hand_in_nomination(**NEW, by=cast.head)
    assert Nomination.objects.count() == MOST_A_DAY + 2


# Answering -----------------------------------------------------------------------------------------


def test_a_yes_in_history_ledger_and_letters(cast, made) -> None:  # type: ignore[no-untyped-def]
    run_program()
    supporter = accept_nomination(made, by=cast.stranger)
    made.refresh_from_db()
    assert (made.status, made.answered_at, made.answered_on) == ("accepted", NOW, TODAY)
    assert reasons(made) == [
        (cast.head, "Nominated by a colleague"),
        (cast.stranger, "Nomination accepted"),
    ]
    assert reasons(supporter) == [(cast.stranger, "Nomination accepted")]
    assert entered(supporter) == [("standing", "", "in_training", cast.stranger)]
    assert supporter.ledger.get().detail["met"] == ["nomination", "no_hold"]
    assert Role.SUPPORTER in roles_of(cast.stranger)
    assert emails()[0] == (cast.head.email, "Your nomination was answered")
    greeting, sentence, link = letter_to(cast.head)
    assert (greeting, sentence) == (
        "Dear Hal Example,",
        "Stan Example accepted your nomination, and is on the way to becoming a peer supporter. "
        "Thank you for thinking of your colleague.",
    )
    assert link.endswith(reverse("certification:directory"))


def test_a_no_in_history_and_letters(cast, made) -> None:  # type: ignore[no-untyped-def]
    decline_nomination(made, by=cast.stranger)
    made.refresh_from_db()
    assert (made.status, made.answered_at, made.answered_on) == ("declined", NOW, TODAY)
    assert reasons(made)[1:] == [(cast.stranger, "Nomination declined")]
    assert emails() == [(cast.head.email, "Your nomination was answered")]
    greeting, sentence, link = letter_to(cast.head)
    assert (greeting, sentence) == (
        "Dear Hal Example,",
        "Stan Example declined your nomination. We ask nobody why, and please do the same: "
        "it is often just not the time.",
    )
    assert link.endswith(reverse("certification:nominate"))


def test_the_nomination_that_was_answered_is_told_first_and_then_the_others_in_their_order(  # type: ignore[no-untyped-def]
    cast, made
) -> None:
    second = nomination_of(cast.stranger, cast.leader)
    third = nomination_of(cast.stranger, cast.facilitator)
    foreign = nomination_of(cast.editor, cast.leader)
    forget_emails()
    decline_nomination(third, by=cast.stranger)
    assert emails() == [
        (who.email, "Your nomination was answered")
        for who in (cast.facilitator, cast.head, cast.leader)
    ]
    assert list(Nomination.objects.order_by("pk").values_list("pk", "status")) == [
        (made.pk, "declined"),
        (second.pk, "declined"),
        (third.pk, "declined"),
        (foreign.pk, "open"),
    ]


def test_an_answer_that_cannot_be_in_words(cast, made) -> None:  # type: ignore[no-untyped-def]
    assert refusal_of(accept_nomination, made, by=cast.head) == (
        "not_yours",
        None,
        "This nomination is not addressed to you.",
    )
    decline_nomination(made, by=cast.stranger)
    forget_emails()
    for answer in (accept_nomination, decline_nomination):
        assert refusal_of(answer, made, by=cast.stranger) == (
            "transition",
            None,
            "This nomination was closed, or you have answered it already.",
        )
    assert (emails(), made.history.count()) == ([], 2)


def test_a_second_yes_later_leaves_the_day_on_which_the_path_began(cast, made) -> None:  # type: ignore[no-untyped-def]
    run_program()
    first = accept_nomination(made, by=cast.stranger)
    Nomination._base_manager.filter(pk=made.pk).update(status=NominationStatus.CLOSED)
    again = rows.nomination(first, cast.leader, "open", None)
    supporter = accept_nomination(again, by=cast.stranger)
    assert (supporter, supporter.since) == (first, TODAY)
    assert Supporter.objects.filter(person=cast.stranger).count() == 1
    assert reasons(first) == [(cast.stranger, "Nomination accepted")]


# Closing -------------------------------------------------------------------------------------------


def test_closing_in_history_and_words(cast, made) -> None:  # type: ignore[no-untyped-def]
    closed = close_nomination(made, by=cast.coordinator)
    assert (closed.status, closed.answered_at, closed.answered_on) == ("closed", NOW, TODAY)
    assert reasons(closed)[1:] == [(cast.coordinator, "Nomination closed")]
    assert emails() == [(cast.head.email, "Your nomination was closed")]
    greeting, sentence, links = letter_to(cast.head)
    assert (greeting, sentence) == (
        "Dear Hal Example,",
        f"The program office closed your nomination of Stan Example ({cast.stranger.email}): "
        "nobody will be asked because of it. Often the address was not quite right.",
    )
    assert links.splitlines()[0].endswith(reverse("certification:nominate"))


@pytest.mark.parametrize("answer", [accept_nomination, decline_nomination])
def test_what_was_answered_is_not_closed_in_words(cast, made, answer) -> None:  # type: ignore[no-untyped-def]
    run_program()
    answer(made, by=cast.stranger)
    forget_emails()
    assert refusal_of(close_nomination, made, by=cast.coordinator) == (
        "transition",
        None,
        "Stan Example has answered this nomination already.",
    )
    assert emails() == []


def test_who_left_is_not_asked_again_under_their_old_address(cast, made) -> None:  # type: ignore[no-untyped-def]
    end_access(cast.stranger, by=cast.coordinator, why="Left")
    again = nominate(name="Stan", email=cast.stranger.email, by=cast.leader)
    assert again is not None
    assert again.nominee is None
    assert emails() == [(cast.coordinator.email, "Somebody without an account was nominated")]


def test_an_answer_of_the_next_day_is_dated_so(cast, made, clock) -> None:  # type: ignore[no-untyped-def]
    clock.shift(dt.timedelta(days=1))
    run_program()
    supporter = accept_nomination(made, by=cast.stranger)
    made.refresh_from_db()
    assert (made.answered_on, supporter.since) == (days(1), days(1))
    assert made.answered_at == NOW + dt.timedelta(days=1)
