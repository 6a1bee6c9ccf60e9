"""The email that asks a session's keepers who came: when, whom, and once."""

import datetime as dt

import pytest

from curriculum.enums import Outcome, StaffPart
from curriculum.models import Session, SessionStaff
from curriculum.services.sessions.attendance import ask_for_marks, mark_attendance
from curriculum.services.sessions.places import sign_up
from curriculum.services.sessions.scheduling import cancel_session
from portal.accounts.models import Person
from portal.accounts.services import end_access
from portal.common.models import OutboxMessage
from portal.common.roles import Role
from portal.common.time import now
from tests.clock import TODAY, days
from tests.curriculum.sessions import make_session
from tests.factories import Cast, make_person, make_supporter
from tests.said import emails, history_of, paragraphs

ATTENDED, ABSENT, EXCUSED = Outcome.ATTENDED, Outcome.ABSENT, Outcome.EXCUSED
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


@pytest.fixture
def session(cast: Cast, clock) -> Session:
    """A session of two places that has just begun: two people have a place, a third waits."""
    session = make_session(cast.facilitator, days=1)
    for person in (cast.supporter, cast.other_supporter, make_supporter("Wes Example").person):
        sign_up(session, by=person)
    OutboxMessage.objects.all().delete()
    clock.shift(DAY)
    return session


def second_keeper(session: Session, *, since: dt.date = TODAY) -> Person:
    """A co-facilitator of the session."""
    person = make_person("Cole Example", roles=[Role.FACILITATOR])
    SessionStaff(session=session, person=person, part=StaffPart.CO_FACILITATOR, since=since).save()
    return person


def test_every_keeper_with_access_is_asked_by_name(cast: Cast, session: Session, clock) -> None:
    second_keeper(session)
    gone = make_person("Gail Example", roles=[Role.FACILITATOR])
    part = SessionStaff(session=session, person=gone, part=StaffPart.DESIGNEE, since=TODAY)
    part.save()
    end_access(gone, by=None, why="Left")
    clock.shift(HOUR)
    assert ask_for_marks() == 1
    first, second = OutboxMessage.objects.order_by("pk")
    assert emails() == [
        (first.recipient, "Who came to your session?"),
        (second.recipient, "Who came to your session?"),
    ]
    assert paragraphs(first) == [
        "Your session “Foundational training” on November 24, 2026 is over, and 2 people wait for your mark: "
        "until you say who came, they cannot go on.",
        f"It takes a minute: http://127.0.0.1:8000/sessions/{session.pk}/roster/",
    ]
    assert [each.body.splitlines()[0] for each in (first, second)] == [
        "Dear Fay Example,",
        "Dear Cole Example,",
    ]
    assert first.recipient == cast.facilitator.email


def test_sessions_are_asked_about_in_their_order_and_history_says_the_portal_did(
    cast: Cast, clock
) -> None:
    later = make_session(cast.coordinator, days=2)
    sooner = make_session(cast.facilitator, days=1)
    for each in (later, sooner):
        sign_up(each, by=cast.supporter)
    OutboxMessage.objects.all().delete()
    clock.shift(3 * DAY)
    assert ask_for_marks() == 2
    assert [recipient for recipient, _ in emails()] == [
        cast.facilitator.email,
        cast.coordinator.email,
    ]
    for each in (sooner, later):
        each.refresh_from_db()
        assert each.asked_to_mark_at == now()
        assert history_of(each)[1:] == [("~", None, "Facilitator asked to mark who came")]


def test_a_session_is_over_when_its_last_minute_is(cast: Cast, session: Session, clock) -> None:
    clock.shift(HOUR - 1)
    assert (ask_for_marks(), emails()) == (0, [])
    clock.shift(1)
    assert (ask_for_marks(), len(emails())) == (1, 1)
    # It is asked about once, on whatever later night.
    clock.shift(DAY)
    assert (ask_for_marks(), len(emails())) == (0, 1)


def test_a_session_that_was_called_off_is_not_asked_about(cast: Cast, clock) -> None:
    session = make_session(cast.facilitator, days=1)
    sign_up(session, by=cast.supporter)
    cancel_session(session, by=cast.facilitator)
    OutboxMessage.objects.all().delete()
    clock.shift(2 * DAY)
    assert (ask_for_marks(), emails()) == (0, [])


def test_without_anybody_to_ask_it_waits_for_a_keeper(cast: Cast, session: Session, clock) -> None:
    end_access(cast.facilitator, by=cast.coordinator, why="Left the hospital")
    clock.shift(HOUR)
    assert (ask_for_marks(), emails()) == (0, [])
    keeper = second_keeper(session, since=days(1))
    assert (ask_for_marks(), emails()) == (
        1,
        [(keeper.email, "Who came to your session?")],
    )


def test_one_who_only_waited_keeps_nobody_busy(cast: Cast, session: Session, clock) -> None:
    for person in (cast.supporter, cast.other_supporter):
        mark_attendance(session, person=person, outcome=ATTENDED, by=cast.facilitator)
    clock.shift(HOUR)
    assert (ask_for_marks(), emails()) == (0, [])
