"""Attendance at sessions, each of a kind of session, and places in sessions to come."""

import datetime as dt

from django.db.models import Exists, F, OuterRef, QuerySet

from certification.rules.gate import Terms
from certification.rules.kinds import Asked
from certification.rules.requirements.live_session import ATTENDANCE, LIVE_SESSION
from certification.selectors.sources import NEVER, Circumstance, FactSource
from curriculum.enums import Outcome, SignUpStatus
from curriculum.models import Attendance, SignUp
from curriculum.selectors.sessions.calendar import minutes_of_latest
from portal.common.time import start_of


def _rows() -> QuerySet:
    rows = Attendance.objects.filter(superseded_by__isnull=True, outcome=Outcome.ATTENDED)
    return rows.annotate(f_since=F("held_on"), f_until=NEVER, f_subject=F("session__kind"))


def _to_come(terms: Terms, on: dt.date) -> QuerySet[SignUp]:
    """Places in sessions that are still to come.

    Somebody who was marked absent in a session of this very day needs another one.
    """
    return _unmarked_places(terms).filter(session__starts_at__gte=start_of(on))


def _over(terms: Terms, on: dt.date) -> QuerySet[SignUp]:
    """Places in sessions that are over, of people of whom nobody marked whether they came."""
    return _unmarked_places(terms).filter(session__starts_at__lt=start_of(on))


def _unmarked_places(terms: Terms) -> QuerySet[SignUp]:
    asked = terms.of(LIVE_SESSION)
    marks = Attendance.objects.filter(session=OuterRef("session"), person=OuterRef("person"))
    return SignUp.objects.filter(
        ~Exists(marks),
        status=SignUpStatus.PLACE,
        # There is no session without a kind.
        session__kind=asked.parameters.session_kind if asked else "",
        session__cancelled_at__isnull=True,
    )


def _minutes(asked: Asked) -> int | None:
    return minutes_of_latest(asked.parameters.session_kind)


FACTS = FactSource(ATTENDANCE, _rows, owner="person", of_supporter="person")
CIRCUMSTANCES = {
    "has_place": Circumstance(_to_come, owner="person", of_supporter="person"),
    "unmarked": Circumstance(_over, owner="person", of_supporter="person"),
}
MINUTES = _minutes
