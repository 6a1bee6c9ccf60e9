"""Reads of who comes to a session, who waits, and what was marked at its door."""

from typing import TYPE_CHECKING, TypedDict

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


if TYPE_CHECKING:
    RosterSignUp = WithAnnotations[SignUp, AtTheDoor]
else:
    RosterSignUp = SignUp


def with_unmarked(sessions: QuerySet) -> QuerySet:
    """Annotate `unmarked`: how many people with a place have no attendance mark."""
    marks = Attendance.objects.filter(session=OuterRef("session"), person=OuterRef("person"))
    places = (
        SignUp.objects.filter(~Exists(marks), session=OuterRef("pk"), status=SignUpStatus.PLACE)
        .order_by()
        .values("session")
        .annotate(people=Count("pk"))
        .values("people")
    )
    return sessions.annotate(unmarked=Coalesce(Subquery(places), 0))


def sessions_to_mark(person: Person) -> QuerySet[Session]:
    """Sessions that a person keeps in which somebody with a place is not marked, the latest first."""
    begun = sessions_kept_by(person).filter(starts_at__lte=now(), cancelled_at__isnull=True)
    return with_unmarked(begun).filter(unmarked__gt=0).order_by("-starts_at", "-pk")


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
