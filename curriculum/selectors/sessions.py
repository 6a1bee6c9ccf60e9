"""Reads about live sessions, places in them, and what happened at the door."""

import datetime as dt
from typing import TYPE_CHECKING, TypedDict

from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Greatest
from django_stubs_ext import WithAnnotations

from curriculum.enums import SessionKind, SignUpStatus
from curriculum.models import Attendance, Session, SignUp
from portal.accounts.models import Person
from portal.accounts.selectors import people_with_role
from portal.common.prepared import Prepared
from portal.common.roles import Role
from portal.common.time import now, start_of, today


class SeenBy(TypedDict):
    """What `sessions_seen_by` adds to a session."""

    taken: int
    waiting: int
    free: int
    mine: str


class AtTheDoor(TypedDict):
    """What `roster` adds to a sign-up."""

    outcome: str
    attendance_id: int | None


if TYPE_CHECKING:
    SeenSession = WithAnnotations[Session, SeenBy]
    RosterSignUp = WithAnnotations[SignUp, AtTheDoor]
else:
    SeenSession, RosterSignUp = Session, SignUp

# No session is longer (`session_takes_time`).
LONGEST = dt.timedelta(hours=10)


def sessions_seen_by(person: Person) -> QuerySet[SeenSession]:
    """Sessions with `taken`, `waiting`, `free` (numbers of people and seats) and `mine` (the person's own sign-up
    status, "" without one)."""
    own = SignUp.objects.filter(session=OuterRef("pk"), person=person).exclude(
        status=SignUpStatus.WITHDRAWN
    )
    return (
        Session.objects.select_related("facilitator")
        .annotate(
            taken=Count("sign_ups", filter=Q(sign_ups__status=SignUpStatus.PLACE)),
            waiting=Count("sign_ups", filter=Q(sign_ups__status=SignUpStatus.WAITING)),
            mine=Coalesce(Subquery(own.values("status")[:1]), Value(""), output_field=CharField()),
        )
        .annotate(free=Greatest(F("capacity") - F("taken"), 0))
    )


def upcoming_sessions(person: Person) -> list[SeenSession]:
    """Sessions that are not over, the next first; those called off stay listed for who signed up: one statement."""
    running = Q(starts_at__gt=now() - LONGEST)
    found = (
        sessions_seen_by(person)
        .filter(running)
        .filter(Q(cancelled_at__isnull=True) | ~Q(mine=""))
        .order_by("starts_at", "pk")
    )
    return [session for session in found if not session.is_over]


def past_sessions(person: Person) -> QuerySet[SeenSession]:
    """Sessions that have begun, the latest first, for who keeps the roster, with `unmarked` (see `with_unmarked`)."""
    begun = sessions_seen_by(person).filter(starts_at__lte=now(), cancelled_at__isnull=True)
    return with_unmarked(begun).order_by("-starts_at", "-pk")


def with_unmarked(sessions: QuerySet) -> QuerySet:
    """Annotate `unmarked`: how many have a place, and nobody said whether they came."""
    marks = Attendance.objects.filter(session=OuterRef("session"), person=OuterRef("person"))
    places = (
        SignUp.objects.filter(~Exists(marks), session=OuterRef("pk"), status=SignUpStatus.PLACE)
        .order_by()
        .values("session")
        .annotate(people=Count("pk"))
        .values("people")
    )
    return sessions.annotate(unmarked=Coalesce(Subquery(places), 0))


def sessions_to_mark(facilitator: Person) -> QuerySet[Session]:
    """Sessions that a person facilitated in which somebody with a place is not marked, the latest first."""
    begun = Session.objects.filter(
        facilitator=facilitator, starts_at__lte=now(), cancelled_at__isnull=True
    )
    return with_unmarked(begun).filter(unmarked__gt=0).order_by("-starts_at", "-pk")


def own_sign_ups(person: Person) -> list[SignUp]:
    """A person's own places and waitlist places in sessions still to come, the next first: one statement."""
    moment = now()
    return [row for row in _from_today.rows(person.pk) if row.session.starts_at > moment]


def _sign_ups_from_today(person: int) -> QuerySet[SignUp]:
    return (
        SignUp.objects.filter(person=person, session__cancelled_at__isnull=True)
        .filter(session__starts_at__gte=start_of(today()))
        .exclude(status=SignUpStatus.WITHDRAWN)
        .select_related("session")
        .order_by("session__starts_at", "pk")
    )


_from_today = Prepared(_sign_ups_from_today)


def next_session(kind: SessionKind) -> Session | None:
    """The next session of a kind that one can still sign up for."""
    coming = Session.objects.filter(kind=kind, cancelled_at__isnull=True, starts_at__gt=now())
    return coming.order_by("starts_at", "pk").first()


def waitlist_position(session: Session, person: Person) -> int | None:
    """1 for who moves up next; None for who does not wait."""
    waiting = session.sign_ups.filter(status=SignUpStatus.WAITING)
    own = waiting.filter(person=person).first()
    if own is None:
        return None
    before = Q(signed_up_at__lt=own.signed_up_at) | Q(signed_up_at=own.signed_up_at, pk__lt=own.pk)
    return waiting.filter(before).count() + 1


def roster(session: Session) -> QuerySet[RosterSignUp]:
    """Who signed up, people with a place first, each with `outcome` and `attendance_id` as marked last."""
    marked = Attendance.objects.filter(
        session=OuterRef("session"), person=OuterRef("person"), superseded_by__isnull=True
    )
    return (
        SignUp.objects.filter(session=session)
        .exclude(status=SignUpStatus.WITHDRAWN)
        .select_related("person")
        .annotate(
            outcome=Coalesce(Subquery(marked.values("outcome")[:1]), Value("")),
            attendance_id=Subquery(marked.values("pk")[:1]),
        )
        .order_by("status", "person__name", "pk")
    )


def facilitators() -> QuerySet[Person]:
    """Who can lead a session: facilitators and coordinators."""
    return (people_with_role(Role.FACILITATOR) | people_with_role(Role.COORDINATOR)).order_by(
        "name", "pk"
    )
