"""Signing up, the waitlist, withdrawing."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from curriculum.enums import SignUpStatus
from curriculum.models import SignUp
from curriculum.selectors.sessions.calendar import own_sign_ups
from curriculum.selectors.sessions.roster import waitlist_position
from curriculum.services.sessions.places import sign_up, withdraw
from curriculum.services.sessions.scheduling import cancel_session, change_session
from portal.accounts.services import end_access
from portal.common.errors import Refusal
from portal.common.models import OutboxMessage
from tests.clock import NOW
from tests.curriculum.sessions import make_session, make_terms
from tests.factories import Cast, make_supporter

PLACE, WAITING, WITHDRAWN = SignUpStatus.PLACE, SignUpStatus.WAITING, SignUpStatus.WITHDRAWN


def people(number: int) -> list:
    return [make_supporter().person for _ in range(number)]


def test_places_are_given_until_the_session_is_full(cast: Cast) -> None:
    session = make_session(cast.facilitator, capacity=2)
    first, second, third, fourth = people(4)
    statuses = [sign_up(session, by=person).status for person in (first, second, third, fourth)]
    assert statuses == [PLACE, PLACE, WAITING, WAITING]
    assert [waitlist_position(session, p) for p in (first, third, fourth)] == [None, 1, 2]


def test_signing_up_twice_keeps_the_first_place(cast: Cast) -> None:
    session = make_session(cast.facilitator)
    first = sign_up(session, by=cast.supporter)
    assert sign_up(session, by=cast.supporter) == first
    assert SignUp.objects.count() == 1


def test_only_supporters_sign_up(cast: Cast) -> None:
    session = make_session(cast.facilitator)
    with pytest.raises(PermissionDenied):
        sign_up(session, by=cast.stranger)
    assert sign_up(session, by=cast.supporter).status == PLACE


def test_a_session_that_was_called_off_takes_nobody(cast: Cast) -> None:
    session, other = make_session(cast.facilitator), make_session(cast.facilitator)
    cancel_session(session, by=cast.facilitator)
    with pytest.raises(Refusal) as refused:
        sign_up(session, by=cast.supporter)
    assert refused.value.code == "cancelled"
    assert sign_up(other, by=cast.supporter).status == PLACE


def test_a_session_that_has_begun_takes_nobody_and_lets_nobody_go(cast: Cast, clock) -> None:
    session = make_session(cast.facilitator, days=1)
    sign_up(session, by=cast.other_supporter)
    clock.shift(24 * 3600)
    for act in (sign_up, withdraw):
        person = cast.supporter if act is sign_up else cast.other_supporter
        with pytest.raises(Refusal) as refused:
            act(session, by=person)
        assert refused.value.code == "begun"
    assert SignUp.objects.get().status == PLACE


def test_a_freed_place_goes_to_the_first_who_waits(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    session = make_session(cast.facilitator, capacity=1)
    first, second, third = people(3)
    for person in (first, second, third):
        sign_up(session, by=person)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(session, by=first)
    statuses = dict(SignUp.objects.values_list("person", "status"))
    assert statuses == {first.pk: WITHDRAWN, second.pk: PLACE, third.pk: WAITING}
    assert [(m.to, m.subject) for m in mail.outbox] == [
        ([second.email], "You have a place now: Foundational training")
    ]


def test_withdrawing_twice_frees_one_place(cast: Cast) -> None:
    session = make_session(cast.facilitator, capacity=1)
    first, second, third = people(3)
    for person in (first, second, third):
        sign_up(session, by=person)
    withdraw(session, by=first)
    withdraw(session, by=first)
    assert session.sign_ups.filter(status=PLACE).get().person == second


def test_who_withdrew_may_come_back_at_the_end(cast: Cast) -> None:
    session = make_session(cast.facilitator, capacity=1)
    first, second = people(2)
    sign_up(session, by=first)
    sign_up(session, by=second)
    withdraw(session, by=first)
    assert sign_up(session, by=first).status == WAITING
    assert SignUp.objects.filter(person=first).count() == 2


def test_more_seats_move_the_waitlist_up(cast: Cast) -> None:
    session = make_session(cast.facilitator, capacity=1)
    everybody = people(4)
    for person in everybody:
        sign_up(session, by=person)
    terms = make_terms(starts_at=session.starts_at, capacity=3)
    led = {"facilitator": cast.facilitator, "by": cast.facilitator}
    change_session(session, terms=terms, revision=1, **led)
    assert [s.status for s in session.sign_ups.all()] == [PLACE, PLACE, PLACE, WAITING]


def test_own_sign_ups_are_those_still_to_come(cast: Cast) -> None:
    coming, called_off = make_session(cast.facilitator), make_session(cast.facilitator)
    for session in (coming, called_off):
        sign_up(session, by=cast.supporter)
        sign_up(session, by=cast.other_supporter)
    cancel_session(called_off, by=cast.facilitator)
    assert [s.session for s in own_sign_ups(cast.supporter)] == [coming]


def test_a_session_of_this_morning_is_not_to_come(cast: Cast, clock) -> None:
    morning = make_session(cast.facilitator, starts_at=NOW + dt.timedelta(hours=1))
    evening = make_session(cast.facilitator, starts_at=NOW + dt.timedelta(hours=3))
    for session in (morning, evening):
        sign_up(session, by=cast.supporter)
    assert [s.session for s in own_sign_ups(cast.supporter)] == [morning, evening]
    clock.shift(2 * 3600)
    assert [s.session for s in own_sign_ups(cast.supporter)] == [evening]


def test_two_freed_places_go_to_the_first_two_who_wait(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    session = make_session(cast.facilitator, capacity=2)
    first, second, third, fourth, fifth = everybody = people(5)
    for person in everybody:
        sign_up(session, by=person)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(session, by=second)
        withdraw(session, by=first)
    promoted = [m.to for m in mail.outbox if m.subject.startswith("You have a place now")]
    assert promoted == [[third.email], [fourth.email]]
    assert waitlist_position(session, fifth) == 1


def test_history_says_who_and_why(cast: Cast) -> None:
    session = make_session(cast.facilitator, capacity=1)
    place = sign_up(session, by=cast.supporter)
    withdraw(session, by=cast.supporter)
    trail = place.history.order_by("history_id")
    assert [(h.status, h.history_user, h.history_change_reason) for h in trail] == [
        (PLACE, cast.supporter, "Signed up"),
        (WITHDRAWN, cast.supporter, "Withdrew"),
    ]


def test_who_leaves_the_hospital_frees_their_places_for_who_waits(cast: Cast, clock) -> None:
    full, other = make_session(cast.facilitator, capacity=1), make_session(cast.facilitator)
    over = make_session(cast.facilitator, days=1)
    leaving, waiting = people(2)
    for session in (full, other, over):
        sign_up(session, by=leaving)
        sign_up(session, by=waiting)
    clock.shift(24 * 3600)
    end_access(leaving, by=cast.coordinator, why="Left the hospital")
    statuses = set(SignUp.objects.values_list("session", "person", "status"))
    assert statuses == {
        (full.pk, leaving.pk, WITHDRAWN),
        (full.pk, waiting.pk, PLACE),
        (other.pk, leaving.pk, WITHDRAWN),
        (other.pk, waiting.pk, PLACE),
        # What has begun is history.
        (over.pk, leaving.pk, PLACE),
        (over.pk, waiting.pk, PLACE),
    }
    last = full.sign_ups.get(person=leaving).history.first()
    assert (last.history_user, last.history_change_reason) == (cast.coordinator, "Access ended")
    told = OutboxMessage.objects.filter(subject__startswith="You have a place now")
    assert [message.recipient for message in told] == [waiting.email]
