"""What happened at the door."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from curriculum.enums import Outcome
from curriculum.models import Attendance, Session
from curriculum.services.sessions.attendance import ask_for_marks, mark_attendance
from curriculum.services.sessions.places import sign_up, withdraw
from curriculum.services.sessions.scheduling import cancel_session, change_session
from curriculum.signals import learned
from portal.accounts.services import grant_role
from portal.common.errors import Refusal, Stale
from portal.common.models import OutboxMessage
from portal.common.roles import Role
from portal.common.time import now
from tests.clock import days
from tests.curriculum.sessions import make_session, make_terms
from tests.factories import Cast

DAY = 24 * 3600


@pytest.fixture
def session(cast: Cast, clock) -> Session:
    """A session that has just begun, with the supporter signed up."""
    session = make_session(cast.facilitator, days=1)
    sign_up(session, by=cast.supporter)
    clock.shift(DAY)
    return session


def test_the_first_mark_counts_from_the_sessions_day(cast: Cast, session: Session) -> None:
    row = mark_attendance(
        session, person=cast.supporter, outcome=Outcome.ATTENDED, by=cast.facilitator
    )
    assert (row.outcome, row.held_on, row.marked_by) == ("attended", days(1), cast.facilitator)
    assert (row.supersedes, row.reason) == (None, "")


def test_the_same_mark_again_changes_nothing(cast: Cast, session: Session) -> None:
    first = mark_attendance(
        session, person=cast.supporter, outcome=Outcome.ATTENDED, by=cast.facilitator
    )
    again = mark_attendance(
        session, person=cast.supporter, outcome=Outcome.ATTENDED, by=cast.coordinator
    )
    assert again == first
    assert Attendance.objects.count() == 1


def test_a_correction_supersedes_and_needs_a_reason(cast: Cast, session: Session) -> None:
    first = mark_attendance(
        session, person=cast.supporter, outcome=Outcome.ABSENT, by=cast.facilitator
    )
    act = {"by": cast.facilitator, "seen": first.pk}
    with pytest.raises(Refusal) as refused:
        mark_attendance(session, person=cast.supporter, outcome=Outcome.ATTENDED, reason=" ", **act)
    assert (refused.value.code, refused.value.field) == ("reason", "reason")
    second = mark_attendance(
        session, person=cast.supporter, outcome=Outcome.ATTENDED, reason="Came late", **act
    )
    first.refresh_from_db()
    assert (first.outcome, first.superseded_by, second.reason) == ("absent", second, "Came late")


def test_a_roster_shown_before_somebody_elses_mark_is_stale(cast: Cast, session: Session) -> None:
    mark_attendance(session, person=cast.supporter, outcome=Outcome.ATTENDED, by=cast.coordinator)
    with pytest.raises(Stale):
        mark_attendance(
            session,
            person=cast.supporter,
            outcome=Outcome.ABSENT,
            by=cast.facilitator,
            reason="Not seen",
        )
    assert Attendance.objects.get().outcome == Outcome.ATTENDED


def test_the_door_opens_half_an_hour_before(cast: Cast, clock) -> None:
    session = make_session(cast.facilitator, days=1)
    sign_up(session, by=cast.supporter)
    clock.shift(DAY - 30 * 60 - 1)
    with pytest.raises(Refusal) as refused:
        mark_attendance(
            session, person=cast.supporter, outcome=Outcome.ATTENDED, by=cast.facilitator
        )
    assert refused.value.code == "too_early"
    clock.shift(1)
    mark_attendance(session, person=cast.supporter, outcome=Outcome.ATTENDED, by=cast.facilitator)


def test_only_who_signed_up_is_marked(cast: Cast, session: Session) -> None:
    with pytest.raises(Refusal) as refused:
        mark_attendance(
            session, person=cast.other_supporter, outcome=Outcome.ATTENDED, by=cast.facilitator
        )
    assert refused.value.code == "not_signed_up"
    mark_attendance(session, person=cast.supporter, outcome=Outcome.ATTENDED, by=cast.facilitator)


def test_what_was_marked_at_the_door_stays_true(cast: Cast, clock) -> None:
    """The door opens before the session begins: until then it could be cancelled, moved or left."""
    session, other = (make_session(cast.facilitator, days=1) for _ in range(2))
    for each in (session, other):
        sign_up(each, by=cast.supporter)
        sign_up(each, by=cast.other_supporter)
    clock.shift(DAY - 20 * 60)
    mark_attendance(session, person=cast.supporter, outcome=Outcome.ATTENDED, by=cast.facilitator)

    moved = make_terms(starts_at=session.starts_at + dt.timedelta(days=30))
    acts: dict[str, Callable[[Session], object]] = {
        "marked": lambda which: cancel_session(which, by=cast.facilitator),
        "begun": lambda which: withdraw(which, by=cast.supporter),
    }
    for code, act in acts.items():
        with pytest.raises(Refusal) as refused:
            act(session)
        assert refused.value.code == code
    led = {"facilitator": cast.facilitator, "by": cast.facilitator}
    change = {"terms": moved, "revision": 1, **led}
    with pytest.raises(Refusal) as refused:
        change_session(session, **change)
    assert refused.value.code == "marked"
    withdraw(session, by=cast.other_supporter)

    change_session(other, **change)
    withdraw(other, by=cast.supporter)
    assert cancel_session(other, by=cast.facilitator).cancelled_at is not None


def test_nobody_attends_what_was_called_off(cast: Cast, clock) -> None:
    session = make_session(cast.facilitator, days=1)
    sign_up(session, by=cast.supporter)
    cancel_session(session, by=cast.facilitator)
    clock.shift(DAY)
    with pytest.raises(Refusal) as refused:
        mark_attendance(
            session, person=cast.supporter, outcome=Outcome.ATTENDED, by=cast.facilitator
        )
    assert refused.value.code == "cancelled"


def test_its_facilitator_and_coordinators_mark_and_nobody_else(
    cast: Cast, session: Session
) -> None:
    for by in (cast.supporter, cast.head, cast.editor, cast.stranger):
        with pytest.raises(PermissionDenied):
            mark_attendance(session, person=cast.supporter, outcome=Outcome.ATTENDED, by=by)
    mark_attendance(session, person=cast.supporter, outcome=Outcome.ATTENDED, by=cast.coordinator)


def test_nobody_marks_their_own_attendance(cast: Cast, clock) -> None:
    both = cast.supporter
    grant_role(both, role=Role.FACILITATOR, by=None, why="Leads a session too")
    session = make_session(both, days=1)
    sign_up(session, by=both)
    clock.shift(DAY)
    with pytest.raises(Refusal) as refused:
        mark_attendance(session, person=both, outcome=Outcome.ATTENDED, by=both)
    assert refused.value.code == "self"
    assert mark_attendance(
        session, person=both, outcome=Outcome.ATTENDED, by=cast.coordinator
    ).marked_by == (cast.coordinator)


def test_every_mark_is_told_to_the_rooms_above(cast: Cast, session: Session) -> None:
    heard = []

    def listen(person, by, **kwargs) -> None:  # type: ignore[no-untyped-def]
        heard.append((person, by))

    learned.connect(listen)
    try:
        mark_attendance(
            session, person=cast.supporter, outcome=Outcome.ATTENDED, by=cast.facilitator
        )
        mark_attendance(
            session, person=cast.supporter, outcome=Outcome.ATTENDED, by=cast.facilitator
        )
    finally:
        learned.disconnect(listen)
    assert heard == [(cast.supporter, cast.facilitator)]


def test_the_facilitator_is_asked_once_who_came(cast: Cast, clock) -> None:
    session, marked, off = (make_session(cast.facilitator, days=1) for _ in range(3))
    make_session(cast.facilitator, days=1)  # to which nobody came
    for each in (session, marked, off):
        sign_up(each, by=cast.supporter)
    cancel_session(off, by=cast.facilitator)
    OutboxMessage.objects.all().delete()
    clock.shift(DAY)
    mark_attendance(marked, person=cast.supporter, outcome=Outcome.ATTENDED, by=cast.facilitator)
    assert ask_for_marks() == 0
    clock.shift(3600)
    assert (ask_for_marks(), ask_for_marks()) == (1, 0)
    told = OutboxMessage.objects.get()
    assert (told.recipient, told.subject) == (cast.facilitator.email, "Who came to your session?")
    assert "1 person waits for your mark" in told.body
    session.refresh_from_db()
    assert session.asked_to_mark_at == now()
    assert session.history.first().history_change_reason == "Facilitator asked to mark who came"
