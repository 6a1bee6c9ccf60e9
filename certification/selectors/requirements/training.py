"""Completions, each of a module."""

import datetime as dt

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import Exact

from certification.rules.kinds import Asked
from certification.rules.requirements.training import COMPLETION
from certification.selectors.sources import FactSource, not_replaced, replaced_on
from curriculum.models import Completion, Edition


def _rows() -> QuerySet:
    later = Edition.objects.filter(module=OuterRef("edition__module"))
    return Completion.objects.annotate(
        f_since=F("completed_on"),
        f_until=replaced_on(later),
        f_subject=Cast(F("edition__module"), CharField()),
    )


def _in_force(on: dt.date) -> QuerySet:
    later = Edition.objects.filter(module=OuterRef("module"))
    return Completion.objects.filter(
        person=OuterRef("person"),
        edition__in=not_replaced(Edition.objects.all(), later, on),
        completed_on__lte=on,
    )


def modules_done(asked: Asked, on: dt.date) -> Coalesce:
    """How many of the modules the supporter of an outer query has finished, as it counts on a date."""
    done = (
        FACTS.of_outer_in_force(on)
        .filter(edition__module__in=asked.modules)
        .values("person")
        .annotate(modules=Count("edition__module", distinct=True))
        .values("modules")
    )
    return Coalesce(Subquery(done, output_field=IntegerField()), Value(0))


def _met(asked: Asked, on: dt.date) -> Case:
    all_done: Exact = Exact(modules_done(asked, on), Value(len(asked.modules)))
    enough = Q(all_done) if asked.modules else Q(pk__isnull=True)
    return Case(When(enough, then=Value(True)), default=Value(False), output_field=BooleanField())


FACTS = FactSource(COMPLETION, _rows, owner="person", of_supporter="person", in_force=_in_force)
MET = _met
