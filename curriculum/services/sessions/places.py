"""Places in a session: signing up, the waitlist, withdrawing, and who moves up."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from curriculum.enums import SignUpStatus
from curriculum.models import Session, SignUp
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.locks import lock
from portal.common.outbox import post
from portal.common.permissions import require
from portal.common.time import now


def sign_up(session: Session, *, by: Person) -> SignUp:
    """Take a place, or one on the waitlist when the session is full. Idempotent: a second time returns the first.

    The session's row is locked, so two people never get the same last place. Refuses a session that was cancelled
    (`cancelled`) or has begun (`begun`).
    """
    require(by, "session.sign_up")
    with recorded(by=by, why="Signed up"):
        locked = lock(session)
        _refuse_if_closed(locked)
        before = _current(locked, by)
        if before:
            return before
        full = _taken(locked) >= locked.capacity
        place = SignUp(
            session=locked,
            person=by,
            status=SignUpStatus.WAITING if full else SignUpStatus.PLACE,
            signed_up_at=now(),
        )
        place.save()
        if full:
            _tell(place, _("On the waitlist: %(title)s"), "session_waiting")
        else:
            _tell(place, _("You have a place: %(title)s"), "session_place")
        return place


def withdraw(session: Session, *, by: Person) -> None:
    """Give a place back; the first on the waitlist gets it in the same transaction. Idempotent.

    Refuses when the session has begun, or the person was already marked at its door (`begun`).
    """
    with recorded(by=by, why="Withdrew"):
        locked = lock(session)
        place = _current(locked, by)
        if place is None:
            return
        marked = locked.attendance.filter(person=by).exists()
        if marked or locked.starts_at <= now():
            raise Refusal(
                _("It is too late to give the place back: talk to the facilitator."), code="begun"
            )
        _move(place, SignUpStatus.WITHDRAWN)
        if locked.cancelled_at is None:
            fill_free_places(locked)


def give_back_places(person: Person, *, by: Person | None) -> None:
    """Give back every place that a person whose access ended has in a session to come; the waitlist moves up.

    In the caller's transaction. The person gets no email. What was marked at a door stays.
    """
    coming = SignUp.objects.filter(person=person, session__starts_at__gt=now())
    held = coming.exclude(status=SignUpStatus.WITHDRAWN).order_by("session")
    with recorded(by=by, why="Access ended"):
        for session in [sign_up.session for sign_up in held.select_related("session")]:
            locked = lock(session)
            place = _current(locked, person)
            if place is None or locked.attendance.filter(person=person).exists():
                continue
            _move(place, SignUpStatus.WITHDRAWN)
            if locked.cancelled_at is None:
                fill_free_places(locked)


def fill_free_places(session: Session) -> None:
    """Give free places to the first on the waitlist, and tell them. The caller holds the session's lock."""
    free = session.capacity - _taken(session)
    if free <= 0:
        return
    waiting = session.sign_ups.filter(
        status__in=SignUpStatus.before(SignUpStatus.PLACE)
    ).select_related("person")
    for place in waiting.order_by("signed_up_at", "pk")[:free]:
        place.session = session
        _move(place, SignUpStatus.PLACE)
        _tell(place, _("You have a place now: %(title)s"), "session_promoted")


def people_with(session: Session) -> QuerySet[Person]:
    """People who have a place or wait for one."""
    return Person.objects.filter(
        pk__in=session.sign_ups.exclude(status=SignUpStatus.WITHDRAWN).values("person")
    )


def _current(session: Session, person: Person) -> SignUp | None:
    return SignUp.objects.filter(
        session=session, person=person, status__in=SignUpStatus.before(SignUpStatus.WITHDRAWN)
    ).first()


def _taken(session: Session) -> int:
    return SignUp.objects.filter(session=session, status=SignUpStatus.PLACE).count()


def _refuse_if_closed(session: Session) -> None:
    if session.cancelled_at:
        raise Refusal(_("This session was called off. Choose another one."), code="cancelled")
    if session.starts_at <= now():
        raise Refusal(_("This session has begun. Choose another one."), code="begun")


def _move(place: SignUp, to: SignUpStatus) -> None:
    place.status = to
    place.save()


def _tell(place: SignUp, subject: str, template: str) -> None:
    """Email the person; the subject leaves room for the session's title (`%(title)s`)."""
    session = place.session
    person = place.person
    post(
        person.email,
        subject % {"title": session.title},
        template,
        name=person.name,
        about=f"session {session.pk}",
        session=session,
    )
