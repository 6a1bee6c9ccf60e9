"""Nominations that were accepted."""

import datetime as dt

from django.db.models import Exists, F, OuterRef, QuerySet

from certification.enums import NominationStatus
from certification.models import Nomination
from certification.rules.gate import Terms
from certification.rules.requirements.nomination import NOMINATION
from certification.selectors.sources import NEVER, NO_SUBJECT, FactSource


def _rows() -> QuerySet:
    rows = Nomination.objects.filter(status=NominationStatus.ACCEPTED)
    return rows.annotate(f_since=F("answered_on"), f_until=NEVER, f_subject=NO_SUBJECT)


def _nominated(terms: Terms, on: dt.date) -> Exists:
    """A nomination waits for the supporter's answer."""
    return Exists(
        Nomination.objects.filter(nominee=OuterRef("person"), status=NominationStatus.OPEN)
    )


FACTS = FactSource(NOMINATION, _rows, owner="nominee", of_supporter="person")
CIRCUMSTANCES = {"nominated": _nominated}
