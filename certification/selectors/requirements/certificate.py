"""Certificates, until they expire or are revoked."""

from django.db.models import F, QuerySet

from certification.models import Certificate
from certification.rules.requirements.certificate import CERTIFICATE
from certification.selectors.sources import NO_SUBJECT, FactSource, first_of


def _rows() -> QuerySet:
    return Certificate.objects.annotate(
        f_since=F("issued_on"), f_until=first_of("expires_on", "revoked_on"), f_subject=NO_SUBJECT
    )


FACTS = FactSource(CERTIFICATE, _rows, owner="supporter", of_supporter="pk")
