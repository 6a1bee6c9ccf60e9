"""Attestations of good standing, and whether there is somebody to sign."""

import datetime as dt

from django.db.models import Exists, F, QuerySet

from certification.models import Attestation
from certification.rules.gate import Terms
from certification.rules.requirements.good_standing import GOOD_STANDING
from certification.selectors.leaders import leaders_of_outer
from certification.selectors.sources import NO_SUBJECT, FactSource, first_of


def _rows() -> QuerySet:
    return Attestation.objects.annotate(
        f_since=F("signed_on"), f_until=first_of("lapses_on", "withdrawn_on"), f_subject=NO_SUBJECT
    )


def _has_leader(terms: Terms, on: dt.date) -> Exists:
    """A leader, not the supporter themselves, leads the section in which the supporter works."""
    return Exists(leaders_of_outer(on))


FACTS = FactSource(GOOD_STANDING, _rows, owner="supporter", of_supporter="pk")
CIRCUMSTANCES = {"has_leader": _has_leader}
