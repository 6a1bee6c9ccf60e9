"""Who keeps which session. A session's keepers and every coordinator may change it and mark its attendance."""

from django.db.models import Prefetch, Q, QuerySet

from curriculum.enums import StaffPart
from curriculum.models import Session, SessionStaff
from portal.accounts.models import Person
from portal.accounts.selectors import people_with_role
from portal.common.intervals import ends_after
from portal.common.roles import Role
from portal.common.time import today


def sessions_kept_by(person: Person) -> QuerySet[Session]:
    """The sessions that a person keeps today, whatever their part."""
    parts = SessionStaff.objects.filter(_in_force(), person=person)
    return Session.objects.filter(pk__in=parts.order_by().values("session"))


def keepers_of(session: Session) -> list[Person]:
    """The people who keep a session today, facilitator first. Needs no query after `with_staff`."""
    on = today()
    parts = [part for part in session.staff.all() if part.holds_on(on)]
    parts.sort(key=lambda each: (each.part != StaffPart.FACILITATOR, each.pk))
    return [part.person for part in parts]


def with_staff(sessions: QuerySet) -> QuerySet:
    """Load the staff of all these sessions in one query."""
    staff = SessionStaff.objects.select_related("person")
    return sessions.prefetch_related(Prefetch("staff", staff))


def kept_by_somebody_with_access() -> QuerySet[Session]:
    """The sessions with a keeper who can open them."""
    parts = SessionStaff.objects.filter(_in_force(), person__is_active=True)
    return Session.objects.filter(pk__in=parts.order_by().values("session"))


def facilitators() -> QuerySet[Person]:
    """People who can facilitate a session: facilitators and coordinators."""
    return (people_with_role(Role.FACILITATOR) | people_with_role(Role.COORDINATOR)).order_by(
        "name", "pk"
    )


def _in_force() -> Q:
    on = today()
    return (Q(since__isnull=True) | Q(since__lte=on)) & ends_after(on)
