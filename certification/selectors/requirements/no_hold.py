"""Holds."""

from django.db.models import F, QuerySet

from certification.models import Hold
from certification.rules.requirements.no_hold import HOLD
from certification.selectors.sources import NO_SUBJECT, FactSource


def _rows() -> QuerySet:
    return Hold.objects.annotate(f_since=F("since"), f_until=F("until"), f_subject=NO_SUBJECT)


FACTS = FactSource(HOLD, _rows, owner="supporter", of_supporter="pk")
