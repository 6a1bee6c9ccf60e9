"""Certificates, until they expire or are revoked."""

import datetime as dt

from django.db.models import Exists, F, QuerySet

from certification.models import Certificate
from certification.rules.gate import Terms
from certification.rules.requirements.certificate import CERTIFICATE
from certification.selectors.sources import NO_SUBJECT, FactSource, first_of


def _rows() -> QuerySet:
    return Certificate.objects.annotate(
        f_since=F("issued_on"), f_until=first_of("expires_on", "revoked_on"), f_subject=NO_SUBJECT
    )


def _certified(terms: Terms, on: dt.date) -> Exists:
    """A certificate is in force."""
    return Exists(FACTS.in_force(on))


FACTS = FactSource(CERTIFICATE, _rows, owner="supporter", of_supporter="pk")
CIRCUMSTANCES = {"certified": _certified}
