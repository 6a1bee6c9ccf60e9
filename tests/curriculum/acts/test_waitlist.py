"""A full session from the first sign-up to the day it is held: the waitlist, its emails, and what history keeps."""

import datetime as dt

import pytest

from curriculum.enums import SignUpStatus
from curriculum.models import Session, SignUp
from curriculum.services.sessions.attendance import mark_attendance
from curriculum.services.sessions.places import sign_up, withdraw
from curriculum.services.sessions.scheduling import cancel_session, change_session
from portal.accounts.models import Person
from portal.accounts.services import end_access
from portal.common.models import OutboxMessage
from tests.clock import NOW
from tests.curriculum.sessions import make_session, make_terms
from tests.factories import Cast, make_supporter
from tests.said import emails, history_of, paragraphs, refusal

MINUTE, DAY = 60, 24 * 3600
HELD, WAITS, GAVE_BACK = SignUpStatus.PLACE, SignUpStatus.WAITING, SignUpStatus.WITHDRAWN


def queue(session: Session, *names: str) -> list[Person]:
    """People who sign up one after another, with no email waiting."""
    people = [make_supporter(f"{name} Example").person for name in names]
    for person in people:
        sign_up(session, by=person)
    OutboxMessage.objects.all().delete()
    return people


def places(session: Session) -> list[tuple[str, str]]:
    """First names and statuses, in the order of the queue."""
    rows = session.sign_ups.order_by("signed_up_at", "pk").select_related("person")
    return [(row.person.name.split()[0], row.status) for row in rows]


class TestWhatPeopleAreTold:
    def test_a_place_is_confirmed_with_when_and_where(self, cast: Cast) -> None:
        session = make_session(cast.facilitator, link="https://meet.example/7", minutes=90)
        place = sign_up(session, by=cast.supporter)
        assert (place.session, place.person, place.status, place.signed_up_at) == (
            session,
            cast.supporter,
            HELD,
            NOW,
        )
        assert emails() == [(cast.supporter.email, "You have a place: Foundational training")]
        assert paragraphs(OutboxMessage.objects.get()) == [
            "You have a place in “Foundational training”.",
            "When: Monday, November 30, 2026, 10:00 a.m. MST (1 hour 30 minutes) "
            "Where: Education building, room 2 Video link: https://meet.example/7",
            "If you cannot come, please give your place back on the page below, so that somebody else can have it.",
            f"See the session: http://127.0.0.1:8000/sessions/{session.pk}/",
        ]

    def test_one_who_waits_is_told_so_and_told_again_when_a_place_is_free(self, cast: Cast) -> None:
        session = make_session(cast.facilitator, capacity=1)
        sign_up(session, by=cast.other_supporter)
        assert sign_up(session, by=cast.supporter).status == WAITS
        assert emails() == [
            (cast.other_supporter.email, "You have a place: Foundational training"),
            (cast.supporter.email, "On the waitlist: Foundational training"),
        ]
        waiting = OutboxMessage.objects.get(recipient=cast.supporter.email)
        assert paragraphs(waiting)[0] == (
            "“Foundational training” on Monday, November 30, 2026, 10:00 a.m. MST is full. "
            "You are on the waitlist. If a place becomes free, it is yours without another step, and we write to you."
        )
        OutboxMessage.objects.all().delete()
        withdraw(session, by=cast.other_supporter)
        assert emails() == [(cast.supporter.email, "You have a place now: Foundational training")]
        assert "Education building, room 2" in OutboxMessage.objects.get().body

    def test_signing_up_twice_and_leaving_twice_write_once(self, cast: Cast) -> None:
        session = make_session(cast.facilitator)
        for _ in range(2):
            place = sign_up(session, by=cast.supporter)
        assert len(emails()) == 1
        for _ in range(2):
            withdraw(session, by=cast.supporter)
        assert len(emails()) == 1
        assert history_of(place) == [
            ("+", cast.supporter, "Signed up"),
            ("~", cast.supporter, "Withdrew"),
        ]


class TestMovingUp:
    def test_history_says_whose_leaving_freed_the_place(self, cast: Cast) -> None:
        session = make_session(cast.facilitator, capacity=1)
        ann, ben = queue(session, "Ann", "Ben")
        withdraw(session, by=ann)
        moved = SignUp.objects.get(person=ben)
        assert history_of(moved) == [("+", ben, "Signed up"), ("~", ann, "Withdrew")]

    def test_leaving_the_waitlist_moves_nobody_up(self, cast: Cast) -> None:
        session = make_session(cast.facilitator, capacity=1)
        _, ben, _ = queue(session, "Ann", "Ben", "Cal")
        withdraw(session, by=ben)
        assert places(session) == [("Ann", HELD), ("Ben", GAVE_BACK), ("Cal", WAITS)]
        assert emails() == []

    def test_the_order_of_signing_up_decides_not_the_order_of_the_rows(
        self, cast: Cast, clock
    ) -> None:
        session = make_session(cast.facilitator, capacity=1)
        ann, ben, _ = queue(session, "Ann", "Ben", "Cal")
        withdraw(session, by=ben)
        clock.shift(MINUTE)
        sign_up(session, by=ben)
        OutboxMessage.objects.all().delete()
        withdraw(session, by=ann)
        assert places(session) == [
            ("Ann", GAVE_BACK),
            ("Ben", GAVE_BACK),
            ("Cal", HELD),
            ("Ben", WAITS),
        ]

    def test_a_place_given_back_in_one_session_frees_none_in_another(self, cast: Cast) -> None:
        first, second = (make_session(cast.facilitator, capacity=1) for _ in range(2))
        ann, ben = queue(first, "Ann", "Ben")
        for person in (ann, ben):
            sign_up(second, by=person)
        withdraw(first, by=ann)
        assert places(first) == [("Ann", GAVE_BACK), ("Ben", HELD)]
        assert places(second) == [("Ann", HELD), ("Ben", WAITS)]

    def test_two_more_seats_are_given_in_order_and_each_is_told(self, cast: Cast) -> None:
        session = make_session(cast.facilitator, capacity=1)
        _, ben, cal, _ = queue(session, "Ann", "Ben", "Cal", "Dee")
        terms = make_terms(starts_at=session.starts_at, capacity=3)
        led = {"facilitator": cast.facilitator, "by": cast.facilitator}
        change_session(session, terms=terms, revision=1, **led)
        assert places(session) == [("Ann", HELD), ("Ben", HELD), ("Cal", HELD), ("Dee", WAITS)]
        assert emails() == [
            (person.email, "You have a place now: Foundational training") for person in (ben, cal)
        ]
        assert history_of(SignUp.objects.get(person=cal))[1:] == [
            ("~", cast.facilitator, "Session changed")
        ]

    def test_a_session_that_was_called_off_fills_no_place(self, cast: Cast) -> None:
        session = make_session(cast.facilitator, capacity=1)
        ann, _ = queue(session, "Ann", "Ben")
        cancel_session(session, by=cast.facilitator)
        OutboxMessage.objects.all().delete()
        withdraw(session, by=ann)
        assert places(session) == [("Ann", GAVE_BACK), ("Ben", WAITS)]
        assert emails() == []


class TestRefusals:
    def test_a_session_that_was_called_off_sends_to_another(self, cast: Cast) -> None:
        off, open_one = make_session(cast.facilitator), make_session(cast.facilitator)
        cancel_session(off, by=cast.facilitator)
        assert refusal(sign_up, off, by=cast.supporter) == (
            "cancelled",
            None,
            "This session was called off. Choose another one.",
        )
        assert sign_up(open_one, by=cast.supporter).status == HELD

    def test_until_the_minute_it_begins_a_place_can_be_taken_and_given_back(
        self, cast: Cast, clock
    ) -> None:
        session = make_session(cast.facilitator, days=1)
        sign_up(session, by=cast.supporter)
        clock.shift(DAY - 1)
        withdraw(session, by=cast.supporter)
        sign_up(session, by=cast.supporter)
        clock.shift(1)
        assert refusal(sign_up, session, by=cast.other_supporter) == (
            "begun",
            None,
            "This session has begun. Choose another one.",
        )
        assert refusal(withdraw, session, by=cast.supporter) == (
            "begun",
            None,
            "It is too late to give the place back: talk to the facilitator.",
        )
        assert places(session) == [("Sam", GAVE_BACK), ("Sam", HELD)]

    def test_a_mark_at_the_door_holds_its_own_person_alone(self, cast: Cast, clock) -> None:
        session = make_session(cast.facilitator, days=1)
        ann, ben = queue(session, "Ann", "Ben")
        clock.shift(DAY - 10 * MINUTE)
        mark_attendance(session, person=ann, outcome="attended", by=cast.facilitator)
        assert refusal(withdraw, session, by=ann)[0] == "begun"
        withdraw(session, by=ben)
        assert places(session) == [("Ann", HELD), ("Ben", GAVE_BACK)]

    def test_one_who_never_signed_up_may_withdraw_even_late(self, cast: Cast, clock) -> None:
        session = make_session(cast.facilitator, days=1)
        clock.shift(DAY)
        withdraw(session, by=cast.supporter)
        assert places(session) == []


class TestLeavingTheHospital:
    def test_places_to_come_go_to_those_who_wait_and_the_leaver_is_told_nothing(
        self, cast: Cast
    ) -> None:
        first = make_session(cast.facilitator, days=1, capacity=1)
        second = make_session(cast.facilitator, days=2, capacity=1)
        ann, ben = queue(first, "Ann", "Ben")
        for person in (ben, ann):
            sign_up(second, by=person)
        OutboxMessage.objects.all().delete()
        end_access(ann, by=cast.coordinator, why="Retired")
        assert places(first) == [("Ann", GAVE_BACK), ("Ben", HELD)]
        assert places(second) == [("Ben", HELD), ("Ann", GAVE_BACK)]
        assert emails() == [(ben.email, "You have a place now: Foundational training")]
        for session in (first, second):
            given_back = session.sign_ups.get(person=ann)
            assert history_of(given_back)[1:] == [("~", cast.coordinator, "Access ended")]

    def test_a_place_that_was_given_back_before_stays_as_it_was(self, cast: Cast) -> None:
        session = make_session(cast.facilitator)
        (ann,) = queue(session, "Ann")
        withdraw(session, by=ann)
        end_access(ann, by=cast.coordinator, why="Retired")
        assert history_of(session.sign_ups.get()) == [
            ("+", ann, "Signed up"),
            ("~", ann, "Withdrew"),
        ]

    def test_one_who_was_at_the_door_already_keeps_the_place(self, cast: Cast, clock) -> None:
        marked = make_session(cast.facilitator, days=1, capacity=1)
        other = make_session(cast.facilitator, starts_at=NOW + dt.timedelta(days=3), capacity=1)
        ann, ben = queue(marked, "Ann", "Ben")
        for person in (ann, ben):
            sign_up(other, by=person)
        clock.shift(DAY - 10 * MINUTE)
        mark_attendance(marked, person=ann, outcome="attended", by=cast.facilitator)
        end_access(ann, by=cast.coordinator, why="Retired")
        assert places(marked) == [("Ann", HELD), ("Ben", WAITS)]
        assert places(other) == [("Ann", GAVE_BACK), ("Ben", HELD)]

    @pytest.mark.parametrize("called_off", [False, True])
    def test_nobody_is_moved_up_in_a_session_that_will_not_take_place(
        self, cast: Cast, called_off: bool
    ) -> None:
        session = make_session(cast.facilitator, capacity=1)
        ann, ben = queue(session, "Ann", "Ben")
        if called_off:
            cancel_session(session, by=cast.facilitator)
            OutboxMessage.objects.all().delete()
        end_access(ann, by=cast.coordinator, why="Retired")
        moved = [] if called_off else [(ben.email, "You have a place now: Foundational training")]
        assert (emails(), places(session)[1]) == (moved, ("Ben", WAITS if called_off else HELD))
