"""Completions, each of a module."""

from django.db.models import CharField, F, OuterRef, QuerySet, Sum
from django.db.models.functions import Cast

from certification.rules.kinds import Asked
from certification.rules.requirements.training import COMPLETION
from certification.selectors.sources import FactSource, replaced_on
from curriculum.models import Completion, Edition
from curriculum.selectors.courses import newest_editions


def _rows() -> QuerySet:
    later = Edition.objects.filter(module=OuterRef("edition__module"))
    return Completion.objects.annotate(
        f_since=F("completed_on"),
        f_until=replaced_on(later),
        f_subject=Cast(F("edition__module"), CharField()),
    )


def _minutes(asked: Asked) -> int | None:
    editions = newest_editions().filter(module__in=asked.modules)
    return editions.aggregate(minutes=Sum("minutes"))["minutes"]


FACTS = FactSource(COMPLETION, _rows, owner="person", of_supporter="person")
MINUTES = _minutes
