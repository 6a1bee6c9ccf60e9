"""The gate's answers for many people: its own, read from the periods that were laid out by asking it."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, F, FilteredRelation, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from certification.models import StandingPeriod, Supporter
from certification.rules.gate import NO_TERMS, Decision, Terms, decide
from certification.selectors.certificates import certificates_not_revoked
from certification.selectors.facts import facts_of
from certification.selectors.policy import terms_on
from portal.common.intervals import covers
from portal.common.time import today

NO_SECTION = 0


def with_standing(supporters: QuerySet[Supporter], on: dt.date) -> QuerySet[Supporter]:
    """Annotate supporters with `standing`, `unmet` and `training_is_met` on a date (see `StandingPeriod`)."""
    covering = Q(periods__since__lte=on, periods__until__gt=on)
    found = supporters.alias(period=FilteredRelation("periods", condition=covering))
    return found.filter(Q(period__isnull=False)).annotate(
        standing=F("period__standing"),
        unmet=F("period__unmet"),
        training_is_met=F("period__training_is_met"),
    )


def periods_on(on: dt.date) -> QuerySet[StandingPeriod]:
    """The period of each supporter that covers a date: for lists, which read nothing else of most people.

    Asks one statement at once. The current periods cover today, unless a midnight has passed since they were made so
    (`services.projecting.turn_over`): then every period is looked at, as for any other date.
    """
    if on == today() and not _current().filter(until__lte=on).exists():
        return _current()
    return _covering(on)


def periods_and_turns_on(on: dt.date) -> tuple[QuerySet[StandingPeriod], list[str]]:
    """`periods_on`, and the different turns that these periods keep: as a rule, in the same one statement."""
    ends = dict(_current().values_list("turns").annotate(ends=Min("until")))
    if on == today() and all(until > on for until in ends.values()):
        return _current(), list(ends)
    found = _covering(on)
    return found, list(found.values_list("turns", flat=True).distinct())


def _current() -> QuerySet[StandingPeriod]:
    return StandingPeriod.objects.filter(is_current=True).order_by()


def _covering(on: dt.date) -> QuerySet[StandingPeriod]:
    return StandingPeriod.objects.filter(since__lte=on, until__gt=on).order_by()


def working_in(periods: QuerySet[StandingPeriod], on: dt.date) -> QuerySet[StandingPeriod]:
    """Annotate periods with `works_in`, the section (id) in which their supporters work on a date; 0 for none."""
    memberships = "supporter__person__memberships"
    works = FilteredRelation(memberships, condition=covers(on, f"{memberships}__"))
    return periods.annotate(works=works, works_in=Coalesce("works__section", NO_SECTION))


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
