"""The gate's answers for many people: its own, read from the periods that were laid out by asking it."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from certification.enums import Standing
from certification.models import Supporter
from certification.rules.gate import NO_TERMS, Decision, Terms, decide
from certification.selectors.certificates import certificates_not_revoked
from certification.selectors.facts import facts_of
from certification.selectors.policy import terms_on


def with_standing(supporters: QuerySet[Supporter], on: dt.date) -> QuerySet[Supporter]:
    """Annotate supporters with `standing`, `unmet` and `training_is_met` on a date (see `StandingPeriod`)."""
    covers = Q(periods__since__lte=on, periods__until__gt=on)
    found = supporters.alias(period=FilteredRelation("periods", condition=covers))
    return found.filter(Q(period__isnull=False)).annotate(
        standing=F("period__standing"),
        unmet=F("period__unmet"),
        training_is_met=F("period__training_is_met"),
    )


def active_supporters(on: dt.date) -> QuerySet[Supporter]:
    """Supporters who are active on a date."""
    return with_standing(Supporter.objects.all(), on).filter(Q(standing=Standing.ACTIVE))


def supporters_due_a_certificate(on: dt.date) -> QuerySet[Supporter]:
    """Supporters with access who have met every training requirement of the policy and have no valid certificate."""
    certified = Exists(certificates_not_revoked().filter(supporter=OuterRef("pk")))
    return with_standing(Supporter.objects.filter(~certified), on).filter(Q(training_is_met=True))


def decisions_for(
    supporters: Iterable[int], on: dt.date, terms: Terms | None = None
) -> dict[int, Decision]:
    """The pure gate's decisions for supporters' ids: three statements, however many there are.

    Whoever has the terms of the date already saves two of them.
    """
    terms = terms or terms_on(on) or NO_TERMS
    return {pk: decide(terms, facts, on) for pk, facts in facts_of(supporters).items()}
