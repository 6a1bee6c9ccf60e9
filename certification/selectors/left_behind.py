"""What waits for the program office because a machine gave up, or because somebody left: each found by one statement."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from certification.models import Supporter
from certification.selectors.standing import supporters_due_a_certificate
from curriculum.models import Session, SessionStaff
from portal.common.delivery import GIVEN_UP_AFTER
from portal.common.intervals import covers
from portal.common.models import NightlyRun, OutboxMessage
from portal.common.pacing import OVERTAKEN, TOO_MANY
from portal.common.time import now, today
from portal.sections.models import Leadership, Membership, Section

# So long the office is told of email that nobody can send any more.
TOLD_FOR = dt.timedelta(days=30)
# A missed night shows in the morning after the next.
NIGHTLY_WITHIN = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What is left; of each list those that wait longest come first."""

    emails: Sequence[OutboxMessage]
    certificates: Sequence[Supporter]
    sections: Sequence[Section]
    sessions: Sequence[Session]
    # The date of the last nightly work, where it is too long ago.
    nightly: dt.date | None

    @property
    def is_empty(self) -> bool:
        lists = (self.emails, self.certificates, self.sections, self.sessions)
        return not any(lists) and self.nightly is None


def left_behind(most: int) -> LeftBehind:
    """Everything that is left today, of each kind at most so many: five statements."""
    return LeftBehind(
        list(undelivered_email()[:most]),
        list(supporters_due_a_certificate(today()).select_related("person")[:most]),
        list(sections_without_leader()[:most]),
        list(sessions_without_keeper()[:most]),
        _nightly(),
    )


def undelivered_email() -> QuerySet[OutboxMessage]:
    """Email of the last month that was refused for good or given up; not what was left out on purpose."""
    given_up = Q(ended_at__isnull=True, created_at__lt=now() - GIVEN_UP_AFTER)
    found = OutboxMessage.objects.filter(
        given_up | Q(ended_at__isnull=False),
        sent_at__isnull=True,
        created_at__gt=now() - GIVEN_UP_AFTER - TOLD_FOR,
    )
    return found.exclude(last_error__in=[OVERTAKEN, TOO_MANY]).order_by("created_at", "pk")


def sections_without_leader() -> QuerySet[Section]:
    """Sections in which somebody is on the path, and which nobody with access leads today."""
    on = today()
    leads = Leadership.objects.filter(covers(on), section=OuterRef("pk"), person__is_active=True)
    works = Membership.objects.filter(
        covers(on),
        section=OuterRef("pk"),
        person__is_active=True,
        person__supporter__isnull=False,
    )
    found = Section.objects.filter(~Exists(leads), Exists(works))
    return found.select_related("campus").order_by("name", "pk")


def sessions_without_keeper() -> QuerySet[Session]:
    """Sessions to come that nobody with access keeps on their day."""
    keeps = SessionStaff.objects.filter(
        covers(today()), session=OuterRef("pk"), person__is_active=True
    )
    coming = Session.objects.filter(cancelled_at__isnull=True, starts_at__gt=now())
    return coming.filter(~Exists(keeps)).order_by("starts_at", "pk")


def _nightly() -> dt.date | None:
    last = NightlyRun.objects.filter(ended_at__isnull=False).order_by("-on").first()
    if last is None or today() - last.on <= NIGHTLY_WITHIN:
        return None
    return last.on
