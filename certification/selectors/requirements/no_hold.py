"""Holds."""

import datetime as dt

from django.db.models import Exists, F, QuerySet

from certification.models import Hold
from certification.rules.gate import Terms
from certification.rules.requirements.no_hold import HOLD
from certification.selectors.sources import NO_SUBJECT, FactSource


def _rows() -> QuerySet:
    return Hold.objects.annotate(f_since=F("since"), f_until=F("until"), f_subject=NO_SUBJECT)


def _hold_is_open(terms: Terms, on: dt.date) -> Exists:
    """A hold in force has no end."""
    return Exists(FACTS.in_force(on).filter(until__isnull=True))


FACTS = FactSource(HOLD, _rows, owner="supporter", of_supporter="pk")
CIRCUMSTANCES = {"hold_is_open": _hold_is_open}
