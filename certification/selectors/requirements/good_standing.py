"""Attestations of good standing, and whether there is somebody to sign."""

import datetime as dt

from django.db.models import F, QuerySet

from certification.models import Attestation
from certification.rules.gate import Terms
from certification.rules.requirements.good_standing import GOOD_STANDING
from certification.selectors.sources import NO_SUBJECT, Circumstance, FactSource, first_of
from portal.common.intervals import covers
from portal.sections.models import Leadership


def _rows() -> QuerySet:
    return Attestation.objects.annotate(
        f_since=F("signed_on"), f_until=first_of("lapses_on", "withdrawn_on"), f_subject=NO_SUBJECT
    )


def _leading(terms: Terms, on: dt.date) -> QuerySet:
    """Who leads which section."""
    return Leadership.objects.filter(covers(on), person__is_active=True)


FACTS = FactSource(GOOD_STANDING, _rows, owner="supporter", of_supporter="pk")
# A leader, not the supporter themselves, leads the section in which the supporter works.
CIRCUMSTANCES = {
    "has_leader": Circumstance(_leading, owner="person", of_supporter="person", section="section")
}
