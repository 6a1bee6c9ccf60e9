"""What happened at the door, and correcting it later."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.enums import Outcome, SignUpStatus
from curriculum.models import Attendance, Session
from curriculum.selectors.sessions.roster import to_mark
from curriculum.selectors.sessions.staff import keepers_of, kept_by_somebody_with_access
from curriculum.signals import learned
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal, Stale
from portal.common.locks import lock
from portal.common.outbox import post
from portal.common.permissions import require
from portal.common.time import now

# The door opens this long before the session begins.
DOOR_OPENS = dt.timedelta(minutes=30)


def mark_attendance(
    session: Session,
    *,
    person: Person,
    outcome: Outcome,
    by: Person,
    reason: str = "",
    seen: int | None = None,
) -> Attendance:
    """Record an outcome. The same outcome again changes nothing; a different one supersedes the first.

    `seen` is the id of the attendance row that the roster showed (None: none yet): `Stale` when somebody marked
    it differently since. Refuses a person who did not sign up (`not_signed_up`), a session that was cancelled
    (`cancelled`) or whose door is not open yet (`too_early`), a correction without a reason (`reason`), and one's
    own attendance (`self`): somebody else says who was there.
    """
    require(by, "session.mark_attendance", session)
    if person == by:
        raise Refusal(
            _("Nobody marks their own attendance. Ask a coordinator to mark yours."), code="self"
        )
    outcome = Outcome(outcome)
    with recorded(by=by, why=reason or "Marked at the door"):
        locked = lock(session)
        _refuse_unless_open(locked)
        _refuse_unless_signed_up(locked, person)
        before = _current(locked, person)
        if before and before.outcome == outcome:
            return before
        _refuse_correction(before, person, seen, reason)
        row = Attendance(
            session=locked,
            person=person,
            outcome=outcome,
            marked_by=by,
            marked_at=now(),
            held_on=timezone.localdate(locked.starts_at),
            supersedes=before,
            reason=reason.strip() if before else "",
        )
        row.save()
        learned.send(Attendance, person=person, on=row.held_on, by=by)
        return row


def _refuse_unless_open(session: Session) -> None:
    if session.cancelled_at:
        raise Refusal(_("This session was called off: nobody attended it."), code="cancelled")
    if now() < session.starts_at - DOOR_OPENS:
        raise Refusal(
            _("Attendance can be marked from half an hour before the session begins."),
            code="too_early",
        )


def _refuse_unless_signed_up(session: Session, person: Person) -> None:
    """People on the waitlist may have come to the door, so a place on it is enough."""
    signed_up = session.sign_ups.exclude(status=SignUpStatus.WITHDRAWN).filter(person=person)
    if not signed_up.exists():
        raise Refusal(
            _("%(person)s did not sign up.") % {"person": person.full_name}, code="not_signed_up"
        )


def _refuse_correction(
    before: Attendance | None, person: Person, seen: int | None, reason: str
) -> None:
    """Refuse to overwrite a mark made since the roster was shown, and a correction without a reason."""
    if (before.pk if before else None) != seen:
        raise Stale(
            _(
                "%(person)s was marked “%(outcome)s” by somebody else meanwhile. "
                "Look again, and save once more if you still disagree."
            )
            % {
                "person": person.full_name,
                "outcome": before.get_outcome_display() if before else "",
            },
            field="outcome",
        )
    if before and not reason.strip():
        raise Refusal(
            _("Say why %(person)s is marked differently now.") % {"person": person.full_name},
            code="reason",
            field="reason",
        )


def _current(session: Session, person: Person) -> Attendance | None:
    return Attendance.objects.filter(
        session=session, person=person, superseded_by__isnull=True
    ).first()


def ask_for_marks() -> int:
    """Email the keepers of each session that is over and has unmarked people. Each session is asked about once.

    Returns how many sessions were asked about. Each is a transaction of its own.
    """
    begun = kept_by_somebody_with_access().filter(
        starts_at__lte=now(), cancelled_at__isnull=True, asked_to_mark_at__isnull=True
    )
    waiting = to_mark(begun).order_by("starts_at", "pk")
    over = [session for session in waiting if session.is_over]
    for session in over:
        _ask_for_marks(session, session.unmarked)
    return len(over)


def _ask_for_marks(session: Session, unmarked: int) -> None:
    with recorded(by=None, why="Facilitator asked to mark who came"):
        locked = lock(session)
        if locked.asked_to_mark_at is not None:
            return
        locked.asked_to_mark_at = now()
        locked.save()
        for keeper in [each for each in keepers_of(locked) if each.is_active]:
            post(
                keeper.email,
                _("Who came to your session?"),
                "attendance_needed",
                name=keeper.name,
                session=locked,
                unmarked=unmarked,
            )
