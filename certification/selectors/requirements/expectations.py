"""Signatures under the expectations."""

import datetime as dt

from django.db.models import F, OuterRef, QuerySet

from certification.rules.requirements.expectations import EXPECTATIONS
from certification.selectors.sources import NO_SUBJECT, FactSource, not_replaced, replaced_on
from curriculum.models import Acceptance, ExpectationsEdition


def _rows() -> QuerySet:
    until = replaced_on(ExpectationsEdition.objects.all())
    return Acceptance.objects.annotate(f_since=F("signed_on"), f_until=until, f_subject=NO_SUBJECT)


def _in_force(on: dt.date) -> QuerySet:
    every = ExpectationsEdition.objects.all()
    return Acceptance.objects.filter(
        person=OuterRef("person"), edition__in=not_replaced(every, every, on), signed_on__lte=on
    )


FACTS = FactSource(EXPECTATIONS, _rows, owner="person", of_supporter="person", in_force=_in_force)
