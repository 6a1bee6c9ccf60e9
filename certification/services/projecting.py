"""Keeping the tables of facts, periods and movements what the records say (docs/decisions/0014-facts.md).

Every function joins the caller's transaction, in which the supporters' rows are locked: two that project the
same supporter come one after another.
"""

import datetime as dt
import logging
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django_tasks import task

from certification.models import Fact, Movement, StandingPeriod, Supporter
from certification.rules.gate import Facts
from certification.rules.periods import Calendar
from certification.selectors.calendar import terms_calendar
from certification.selectors.facts import gathered
from certification.selectors.projection import (
    BATCH,
    FactRow,
    PeriodRow,
    differing,
    everybody_in_batches,
    facts_by_records,
    facts_held,
    movements_by_records,
    movements_held,
    periods_held,
    periods_said,
    turned_over,
)
from certification.selectors.sources import sources
from portal.common.locks import lock_all
from portal.common.time import today

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Projected:
    """The facts of supporters after projecting, and which of them (ids) differed from their records."""

    facts: dict[int, Facts]
    differed: frozenset[int]


def project(
    supporters: Collection[int],
    *,
    kinds: Iterable[str] | None = None,
    calendar: Calendar | None = None,
) -> Projected:
    """Write what differs in the facts of these kinds, and in the periods, of supporters (ids).

    The number of statements does not depend on the number of supporters.
    """
    done = project_facts(supporters, kinds=kinds)
    moved = _write_periods(done.facts, terms_calendar() if calendar is None else calendar)
    return Projected(done.facts, done.differed | moved)


def project_facts(supporters: Collection[int], *, kinds: Iterable[str] | None) -> Projected:
    """Write what differs in the facts of these kinds (None: all) of supporters (ids), and leave their periods alone."""
    held, kinds = facts_held(supporters), frozenset(sources() if kinds is None else kinds)
    said = facts_by_records(supporters, kinds)
    wrong = [fact for fact in held if fact.kind in kinds and fact not in said]
    missing = said - held.keys()
    _replace_facts([held[fact] for fact in wrong], missing)
    facts = gathered(supporters, (fact[:5] for fact in held.keys() - set(wrong) | missing))
    return Projected(facts, frozenset(fact.supporter for fact in (*wrong, *missing)))


def note_movement(supporters: Collection[int], *, on: dt.date) -> None:
    """Write that something happened on the path of supporters (ids) on a date: what happened later stays."""
    Movement.objects.filter(supporter__in=supporters, on__lt=on).update(on=on)


def note_movements(supporters: Collection[int]) -> frozenset[int]:
    """Write when something last happened on the path of supporters (ids) where it differs; returns those."""
    said, held = movements_by_records(supporters), movements_held(supporters)
    differing = {pk: on for pk, on in said.items() if held.get(pk) != on}
    if differing:
        Movement.objects.bulk_create(
            [Movement(supporter_id=pk, on=on) for pk, on in differing.items()],
            update_conflicts=True,
            unique_fields=["supporter"],
            update_fields=["on"],
        )
    return frozenset(differing)


def project_everybody(*, kinds: Iterable[str] | None = None) -> int:
    """`project` and `note_movements` for everybody, in batches, each under the supporters' locks and in a transaction
    of its own unless the caller has one; returns how many supporters differed."""
    differed, calendar = 0, terms_calendar()
    for batch in everybody_in_batches():
        with locked(batch) as supporters:
            found = project(supporters, kinds=kinds, calendar=calendar).differed
            differed += len(found | note_movements(supporters))
    return differed


def turn_over() -> int:
    """Make the periods of today the current ones; returns of how many supporters another period is.

    Until this has been done after a midnight, lists ask every period (`certification.selectors.standing.periods_on`).
    """
    ended, on = turned_over(today()), today()
    for start in range(0, len(ended), BATCH):
        with locked(ended[start : start + BATCH]) as supporters:
            rows = StandingPeriod.objects.filter(supporter__in=supporters)
            rows.filter(is_current=True).update(is_current=False)
            rows.filter(since__lte=on, until__gt=on).update(is_current=True)
    return len(ended)


def correct_differences() -> int:
    """Compare what the tables hold with the records, and write what differs; returns of how many supporters it did.

    A difference is a fault, and is logged as an error. Nobody is locked while nothing differs.
    """
    corrected = 0
    for suspected in differing(terms_calendar()):
        if not suspected:
            continue
        with locked(suspected) as supporters:
            # Looked at again under the lock: a service may have been half-way.
            found = project(supporters).differed | note_movements(supporters)
        if found:
            logger.error("What is projected of supporters %s differed: corrected.", sorted(found))
            corrected += len(found)
    return corrected


def count_differences() -> int:
    """Of how many supporters a table holds something else than their records say; nothing is written."""
    return sum(map(len, differing(terms_calendar())))


def project_later(*, kinds: Iterable[str]) -> None:
    """After the commit, have the queue lay out everybody's periods anew: a date to come is known now.

    The facts of these kinds are written at once, because their owners read them. The nightly `reconcile` is the net
    under the queue.
    """
    if kinds:
        for batch in everybody_in_batches():
            with locked(batch) as supporters:
                project_facts(supporters, kinds=kinds)
    transaction.on_commit(_queue_periods, robust=True)


@task()
def lay_out_periods() -> None:
    """Lay out everybody's periods after a change of what is asked from a later day on."""
    project_everybody(kinds=())


def _queue_periods() -> None:
    lay_out_periods.enqueue()


@contextmanager
def locked(supporters: Collection[int]) -> Iterator[list[int]]:
    """A transaction in which the rows of these supporters (ids) are locked, in the order in which everybody locks."""
    with transaction.atomic():
        rows = lock_all(Supporter.objects.filter(pk__in=supporters))
        yield list(rows.order_by("person_id").values_list("pk", flat=True))


def _replace_facts(wrong: list[int], missing: Iterable[FactRow]) -> None:
    if wrong:
        Fact.objects.filter(pk__in=wrong).delete()
    rows = [
        Fact(
            supporter_id=fact.supporter,
            kind=fact.kind,
            subject=fact.subject,
            since=fact.since,
            until=fact.until,
            source=fact.source,
        )
        for fact in missing
    ]
    if rows:
        Fact.objects.bulk_create(rows)


def _write_periods(facts: dict[int, Facts], calendar: Calendar) -> frozenset[int]:
    wrong: list[int] = []
    missing: list[StandingPeriod] = []
    differed: set[int] = set()
    on = today()
    for supporter, held in periods_held(facts).items():
        said = periods_said(calendar, facts[supporter], on)
        stale = [pk for row, pk in held.items() if row not in said]
        new = said - held.keys()
        if stale or new:
            differed.add(supporter)
        wrong += stale
        missing += [_row(supporter, row) for row in new]
    if wrong:
        StandingPeriod.objects.filter(pk__in=wrong).delete()
    if missing:
        StandingPeriod.objects.bulk_create(missing)
    return frozenset(differed)


def _row(supporter: int, row: PeriodRow) -> StandingPeriod:
    return StandingPeriod(supporter_id=supporter, is_current=row.is_current, **row.period._asdict())
