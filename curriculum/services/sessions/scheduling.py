"""Scheduling live sessions, changing them, canceling them."""

import uuid
from dataclasses import asdict

from django.db.models import Q
from django.utils.translation import gettext as _

from curriculum.enums import SignUpStatus, StaffPart
from curriculum.models import Session, SessionStaff
from curriculum.services.sessions.places import fill_free_places, people_with
from curriculum.validators import SessionTerms
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal, Stale
from portal.common.locks import lock
from portal.common.outbox import post_to_each
from portal.common.permissions import require
from portal.common.time import now, today


def schedule_session(
    terms: SessionTerms, *, facilitator: Person, by: Person, token: uuid.UUID | None = None
) -> Session:
    """Put a session on the calendar. The same form sent twice makes one session.

    Refuses a facilitator without access (`facilitator`).
    """
    require(by, "session.schedule")
    _check_facilitator(facilitator)
    with recorded(by=by, why="Session scheduled"):
        if token:
            # By the form's token, the second of two equal submissions finds the session of the first.
            lock(by)
            before = Session.objects.filter(form_token=token).first()
            if before:
                return before
        session = Session(form_token=token, **asdict(terms))
        session.save()
        _hand_to(facilitator, session)
        return session


def change_session(
    session: Session, *, terms: SessionTerms, facilitator: Person, by: Person, revision: int
) -> Session:
    """Change a session. Emails everyone who signed up about a new time or place, and fills freed places.

    `revision` is the one that the form was shown with: `Stale` when somebody changed the session since. Refuses a
    session that has begun (`begun`), was canceled (`cancelled`) or has a mark at the door (`marked`), fewer seats than
    people (`capacity`), another kind once people signed up (`kind`): they came for this one, and a facilitator without
    access (`facilitator`).
    """
    require(by, "session.schedule", session)
    _check_facilitator(facilitator)
    with recorded(by=by, why="Session changed"):
        locked = lock(session)
        if locked.revision != revision:
            raise Stale(
                _(
                    "Somebody changed this session while you were writing. What you typed is below; "
                    "the session as it is now is on its page."
                )
            )
        _refuse_if_over(locked)
        _refuse_unless_fitting(locked, terms)
        moved = locked.is_moved_by(terms)
        for name, value in asdict(terms).items():
            setattr(locked, name, value)
        locked.revision += 1
        locked.save()
        _hand_to(facilitator, locked)
        if moved:
            _tell(locked, _("Changed: %(title)s"), "session_changed")
        fill_free_places(locked)
        return locked


def cancel_session(session: Session, *, by: Person) -> Session:
    """Cancel a session and tell everybody who signed up; cancelling it twice tells them once.

    Refuses a session that has begun (`begun`), or at whose door somebody was marked already (`marked`).
    """
    require(by, "session.schedule", session)
    with recorded(by=by, why="Session called off"):
        locked = lock(session)
        if locked.cancelled_at is None:
            _refuse_if_over(locked)
            locked.cancelled_at = now()
            locked.revision += 1
            locked.save()
            _tell(locked, _("Called off: %(title)s"), "session_cancelled")
        return locked


def _hand_to(facilitator: Person, session: Session) -> None:
    """Make a person the session's facilitator. Their predecessor's part ends today, and so does another part of theirs."""
    leads = Q(part=StaffPart.FACILITATOR)
    held = session.staff.filter(leads | Q(person=facilitator), until__isnull=True)
    if held.filter(leads, person=facilitator).exists():
        return
    for part in held:
        part.until = today()
        part.save()
    SessionStaff(
        session=session, person=facilitator, part=StaffPart.FACILITATOR, since=today()
    ).save()


def _check_facilitator(facilitator: Person) -> None:
    if not facilitator.is_active:
        raise Refusal(
            _("Choose a facilitator who has access."), code="facilitator", field="facilitator"
        )


def _refuse_if_over(session: Session) -> None:
    if session.cancelled_at:
        raise Refusal(_("This session was called off."), code="cancelled")
    if session.starts_at <= now():
        raise Refusal(_("This session has begun; it can no longer be changed."), code="begun")
    if session.attendance.exists():
        raise Refusal(
            _("Who came is marked already; this session can no longer be changed."), code="marked"
        )


def _refuse_unless_fitting(session: Session, terms: SessionTerms) -> None:
    """A session that people signed up for keeps its kind and a seat for everyone with a place."""
    taken = session.sign_ups.filter(status=SignUpStatus.PLACE).count()
    if terms.capacity < taken:
        raise Refusal(
            _("%(taken)s people have a place: the session must seat at least %(taken)s.")
            % {"taken": taken},
            code="capacity",
            field="capacity",
        )
    if terms.kind != session.kind and people_with(session).exists():
        raise Refusal(
            _(
                "People signed up for this kind of session. Call it off and schedule another instead."
            ),
            code="kind",
            field="kind",
        )


def _tell(session: Session, subject: str, template: str) -> None:
    """Email everyone who signed up; the subject leaves room for the session's title (`%(title)s`)."""
    post_to_each(
        people_with(session),
        subject % {"title": session.title},
        template,
        about=f"session {session.pk}",
        session=session,
    )
