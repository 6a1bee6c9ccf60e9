"""Nominations that were accepted."""

import datetime as dt

from django.db.models import F, QuerySet

from certification.enums import NominationStatus
from certification.models import Nomination
from certification.rules.gate import Terms
from certification.rules.requirements.nomination import NOMINATION
from certification.selectors.sources import NEVER, NO_SUBJECT, Circumstance, FactSource


def _rows() -> QuerySet:
    rows = Nomination.objects.filter(status=NominationStatus.ACCEPTED)
    return rows.annotate(f_since=F("answered_on"), f_until=NEVER, f_subject=NO_SUBJECT)


def _unanswered(terms: Terms, on: dt.date) -> QuerySet:
    """Nominations that wait for an answer."""
    return Nomination.objects.filter(status=NominationStatus.OPEN)


FACTS = FactSource(NOMINATION, _rows, owner="nominee", of_supporter="person")
CIRCUMSTANCES = {"nominated": Circumstance(_unanswered, owner="nominee", of_supporter="person")}
