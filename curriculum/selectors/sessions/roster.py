"""Reads of who comes to a session, who waits, and what was marked at its door."""

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from curriculum.enums import SignUpStatus
from curriculum.models import Attendance, Session, SignUp
from curriculum.selectors.sessions.staff import sessions_kept_by
from portal.accounts.models import Person
from portal.common.time import now

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class AtTheDoor(TypedDict):
    """What `roster` adds to a sign-up."""

    outcome: str
    attendance_id: int | None


class ToMark(TypedDict):
    """What `to_mark` adds to a session."""

    unmarked: int


if TYPE_CHECKING:
    RosterSignUp = WithAnnotations[SignUp, AtTheDoor]
    UnmarkedSession = WithAnnotations[Session, ToMark]
else:
    RosterSignUp = SignUp
    UnmarkedSession = Session


class Marks(NamedTuple):
    """How many people have a place in a session, and how many of them no attendance mark."""

    taken: int
    unmarked: int


def marks_in(sessions: Collection[Session]) -> dict[int, Marks]:
    """The numbers of each of these sessions, by its id: one statement."""
    rows = (
        SignUp.objects.filter(session__in=[each.pk for each in sessions])
        .filter(status=SignUpStatus.PLACE)
        .order_by()
        .values("session")
        .annotate(taken=Count("pk"), unmarked=Count("pk", filter=~_is_marked()))
    )
    found = {row["session"]: Marks(row["taken"], row["unmarked"]) for row in rows}
    return {each.pk: found.get(each.pk, Marks(0, 0)) for each in sessions}


def to_mark(sessions: QuerySet[Session]) -> QuerySet[UnmarkedSession]:
    """Those of these sessions in which somebody with a place is not marked, with `unmarked`: how many."""
    places = SignUp.objects.filter(~_is_marked(), session=OuterRef("pk"), status=SignUpStatus.PLACE)
    # Looked for before it is counted: almost every past session is marked.
    return sessions.filter(Exists(places)).annotate(unmarked=number_of(places))


def number_of(people: QuerySet[SignUp]) -> Coalesce:
    """How many sign-ups of the session of the query around this one: a subquery, so that numbers do not multiply."""
    rows = people.order_by().values("session").annotate(people=Count("pk")).values("people")
    return Coalesce(Subquery(rows), 0)


def sessions_to_mark(person: Person) -> QuerySet[UnmarkedSession]:
    """Sessions that a person keeps in which somebody with a place is not marked, the latest first."""
    begun = sessions_kept_by(person).filter(starts_at__lte=now(), cancelled_at__isnull=True)
    return to_mark(begun).order_by("-starts_at", "-pk")


def _is_marked() -> Exists:
    """Asks for the first mark only, which every marked person has and an index finds."""
    first = Attendance.objects.filter(supersedes__isnull=True)
    return Exists(first.filter(session=OuterRef("session"), person=OuterRef("person")))


def waitlist_position(session: Session, person: Person) -> int | None:
    """1 for the person who moves up next; None for anyone not waiting."""
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
