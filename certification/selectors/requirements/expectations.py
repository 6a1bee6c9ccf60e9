"""Signatures under the expectations."""

from django.db.models import F, QuerySet

from certification.rules.requirements.expectations import EXPECTATIONS
from certification.selectors.sources import NO_SUBJECT, FactSource, replaced_on
from curriculum.models import Acceptance, ExpectationsEdition


def _rows() -> QuerySet:
    until = replaced_on(ExpectationsEdition.objects.all())
    return Acceptance.objects.annotate(f_since=F("signed_on"), f_until=until, f_subject=NO_SUBJECT)


FACTS = FactSource(EXPECTATIONS, _rows, owner="person", of_supporter="person")
