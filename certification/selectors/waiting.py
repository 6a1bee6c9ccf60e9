"""Who must act next, for lists: the same answers as `certification.rules.waiting.waits_on`, from the same data."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from certification.enums import Actor, Standing
from certification.models import Supporter
from certification.rules.gate import Terms
from certification.rules.kinds import Circumstances, Turn
from certification.rules.periods import codes
from certification.rules.requirements import kinds
from certification.rules.requirements.no_hold import WHILE_PAUSED
from certification.rules.waiting import TRAINED
from certification.selectors.sources import circumstances


def circumstances_of(
    supporters: Iterable[int], on: dt.date, terms: Terms
) -> dict[int, Circumstances]:
    """The circumstances of the supporters with these ids on a date under terms, in one statement."""
    asked = with_circumstances(Supporter.objects.filter(pk__in=list(supporters)), on, terms)
    return {row.pop("pk"): row for row in asked.order_by().values("pk", *circumstances())}


def with_circumstances(
    supporters: QuerySet[Supporter], on: dt.date, terms: Terms
) -> QuerySet[Supporter]:
    """Annotate supporters with every circumstance, by its name."""
    return supporters.annotate(**{name: ask(terms, on) for name, ask in circumstances().items()})


def with_waits_on(
    supporters: QuerySet[Supporter], on: dt.date, terms: Terms
) -> QuerySet[Supporter]:
    """Annotate supporters that `with_standing` annotated on the same date with `waits_on`, an `Actor`."""
    around = {name: Q(ask(terms, on)) for name, ask in circumstances().items()}
    around[TRAINED] = Q(training_is_met=True)
    paused = Q(standing=Standing.PAUSED)
    branches = [
        When(Q(standing__in=[Standing.ACTIVE, Standing.INACTIVE]), then=Value(Actor.NOBODY)),
        *_branches(WHILE_PAUSED, paused, around),
        When(paused, then=Value(Actor.NOBODY)),
    ]
    for requirement in terms.requirements:
        unmet = Q(unmet__contains=codes([requirement]))
        branches += _branches(kinds()[requirement].turns, unmet, around)
    return supporters.annotate(
        waits_on=Case(*branches, default=Value(Actor.NOBODY), output_field=CharField())
    )


def _branches(turns: Iterable[Turn], first: Q, around: Mapping[str, Q]) -> list[When]:
    """One branch for each turn, in order, each under a first condition."""
    branches = []
    for turn in turns:
        condition = first
        for name, holds in turn.circumstances.items():
            condition &= around[name] if holds else ~around[name]
        branches.append(When(condition, then=Value(turn.actor)))
    return branches
