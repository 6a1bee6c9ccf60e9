"""Reads of live sessions on the calendar, and of a person's own places in them."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, TypedDict

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from curriculum.enums import SignUpStatus
from curriculum.models import Session, SignUp
from curriculum.selectors.sessions.roster import number_of
from curriculum.selectors.sessions.staff import sessions_kept_by
from portal.accounts.models import Person
from portal.common.time import now, start_of, today

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class SeenBy(TypedDict):
    """What `sessions_seen_by` adds to a session."""

    taken: int
    waiting: int
    free: int
    mine: str


if TYPE_CHECKING:
    SeenSession = WithAnnotations[Session, SeenBy]
else:
    SeenSession = Session

# No session is longer (`session_takes_time`).
LONGEST = dt.timedelta(hours=10)


def sessions_seen_by(person: Person) -> QuerySet[SeenSession]:
    """Sessions with `taken`, `waiting`, `free` (numbers of people and seats) and `mine` (the person's own sign-up
    status, "" without one)."""
    people = SignUp.objects.filter(session=OuterRef("pk"))
    own = SignUp.objects.filter(session=OuterRef("pk"), person=person).order_by()
    mine = Subquery(own.exclude(status=SignUpStatus.WITHDRAWN).values("status")[:1])
    return Session.objects.annotate(
        taken=number_of(people.filter(status=SignUpStatus.PLACE)),
        waiting=number_of(people.filter(status=SignUpStatus.WAITING)),
        mine=Coalesce(mine, Value(""), output_field=CharField()),
    ).annotate(free=Greatest(F("capacity") - F("taken"), 0))


def upcoming_sessions(person: Person) -> list[SeenSession]:
    """Sessions that are not over, the next first; cancelled ones stay listed for people who signed up. One statement."""
    found = sessions_seen_by(person).filter(starts_at__gt=now() - LONGEST)
    return [
        session
        for session in found.order_by("starts_at", "pk")
        if not session.is_over and (session.cancelled_at is None or session.mine)
    ]


def past_sessions() -> QuerySet[Session]:
    """Sessions that have begun, the latest first, for those who keep the rosters; `marks_in` has their numbers."""
    begun = Session.objects.filter(starts_at__lte=now(), cancelled_at__isnull=True)
    return begun.order_by("-starts_at", "-pk")


def sessions_to_lead(person: Person) -> list[Session]:
    """The next three sessions that a person keeps, including one in progress."""
    coming = sessions_kept_by(person).filter(starts_at__gte=now() - LONGEST, cancelled_at=None)
    return [each for each in coming.order_by("starts_at", "pk")[:10] if not each.is_over][:3]


def next_meetings(*, besides: Collection[str]) -> QuerySet[Session]:
    """The next session of any kind but these; none or one."""
    coming = Session.objects.filter(starts_at__gt=now(), cancelled_at=None)
    return coming.exclude(kind__in=besides).order_by("starts_at", "pk")[:1]


def minutes_of_latest(kind: str) -> int | None:
    """How long the latest session of a kind lasts, in minutes; None where there was none."""
    sessions = Session.objects.filter(kind=kind, cancelled_at=None).order_by("-starts_at", "-pk")
    return sessions.values_list("minutes", flat=True).first()


def own_sign_ups(person: Person) -> list[SignUp]:
    """A person's own places and waitlist places in sessions still to come, the next first: one statement."""
    moment = now()
    return [row for row in _sign_ups_from_today(person) if row.session.starts_at > moment]


def _sign_ups_from_today(person: Person) -> QuerySet[SignUp]:
    return (
        SignUp.objects.filter(person=person, session__cancelled_at__isnull=True)
        .filter(session__starts_at__gte=start_of(today()))
        .exclude(status=SignUpStatus.WITHDRAWN)
        .select_related("session")
        .order_by("session__starts_at", "pk")
    )
