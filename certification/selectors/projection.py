"""What the tables of facts should hold, as the records say it, and what they hold."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple

from django.db.models import F, Max, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from certification.models import Fact, LedgerEntry, Movement, StandingPeriod, Supporter
from certification.rules.kinds import Facts
from certification.rules.periods import Calendar, Period, periods_of
from certification.selectors.facts import fact_rows, gathered
from certification.selectors.sources import sources
from curriculum.models import Attendance, Completion
from portal.common.time import today

# So many supporters are projected at once.
BATCH = 500
# For so many people with different facts the periods are remembered while everybody's are compared.
LAYOUTS = 5_000
# What of a fact the gate reads.
FACT = ("kind", "subject", "since", "until")
PERIOD = (*Period._fields, "is_current")


class FactRow(NamedTuple):
    """A fact as its table holds it."""

    supporter: int
    kind: str
    subject: str
    since: dt.date
    until: dt.date | None
    source: int


def facts_by_records(supporters: Collection[int], kinds: Iterable[str]) -> set[FactRow]:
    """The facts of kinds that the records of supporters (ids) say: one statement a kind."""
    found: set[FactRow] = set()
    names = ("f_supporter", "f_subject", "f_since", "f_until", "pk")
    for kind in kinds:
        rows = fact_rows(kind).filter(f_supporter__in=supporters).values_list(*names)
        found.update(FactRow(supporter, kind, *fact) for supporter, *fact in rows)
    return found


def facts_held(supporters: Collection[int]) -> dict[FactRow, int]:
    """The facts of supporters (ids) that the table holds, each with its row's key: one statement."""
    names = ("supporter_id", "kind", "subject", "since", "until", "source", "pk")
    rows = Fact.objects.filter(supporter__in=supporters).order_by().values_list(*names)
    return {FactRow(*fact): pk for *fact, pk in rows}


class PeriodRow(NamedTuple):
    """A period as its table holds it."""

    period: Period
    is_current: bool


def periods_said(calendar: Calendar, facts: Facts, on: dt.date) -> set[PeriodRow]:
    """The periods of a supporter with these facts, as the table should hold them on a day."""
    return {PeriodRow(period, period.covers(on)) for period in periods_of(calendar, facts)}


def periods_held(supporters: Collection[int]) -> dict[int, dict[PeriodRow, int]]:
    """The periods of supporters (ids) that the table holds, each with its row's key: one statement."""
    found: dict[int, dict[PeriodRow, int]] = {pk: {} for pk in supporters}
    names = ("supporter_id", *Period._fields, "is_current", "pk")
    rows = StandingPeriod.objects.filter(supporter__in=supporters).order_by().values_list(*names)
    for supporter, *period, is_current, pk in rows:
        found[supporter][PeriodRow(Period(*period), is_current)] = pk
    return found


def turned_over(on: dt.date) -> list[int]:
    """The supporters (ids) whose current period ended by a date: one statement."""
    ended = StandingPeriod.objects.filter(is_current=True, until__lte=on).order_by("supporter")
    return list(ended.values_list("supporter", flat=True))


def movements_by_records(supporters: Collection[int]) -> dict[int, dt.date]:
    """When something last happened on the path of supporters (ids), as the records say: one statement.

    The last entry in the ledger, completion or mark at a door, else the day on which they came onto the path.
    """
    last = (
        _last(LedgerEntry.objects.filter(supporter=OuterRef("pk")), "supporter", "effective_on"),
        _last(Completion.objects.filter(person=OuterRef("person")), "person", "completed_on"),
        _last(Attendance.objects.filter(person=OuterRef("person")), "person", "held_on"),
    )
    dates = [Coalesce(each, F("since")) for each in last]
    rows = Supporter.objects.filter(pk__in=supporters).order_by()
    return dict(rows.annotate(moved=Greatest("since", *dates)).values_list("pk", "moved"))


def movements_held(supporters: Collection[int]) -> dict[int, dt.date]:
    """When something last happened, as the table holds it: one statement."""
    rows = Movement.objects.filter(supporter__in=supporters).order_by()
    return dict(rows.values_list("supporter_id", "on"))


def differing(calendar: Calendar) -> Iterator[list[int]]:
    """Those of all supporters (ids) of whom a table holds something else than their records say, batch by batch.

    The database compares the facts. Periods are laid out anew for everybody, once for people whose facts are the same.
    """
    wrong = _with_other_facts()
    laid_out = lru_cache(LAYOUTS)(partial(_laid_out, calendar, today()))
    for batch in everybody_in_batches():
        held, periods = _held(batch, Fact, FACT), _held(batch, StandingPeriod, PERIOD)
        moved, noted = movements_by_records(batch), movements_held(batch)
        yield [
            pk
            for pk in batch
            if pk in wrong or periods[pk] != laid_out(held[pk]) or noted.get(pk) != moved.get(pk)
        ]


def _with_other_facts() -> set[int]:
    """Supporters (ids) of whom the table holds other facts than the records say: two statements a kind, and one."""
    unknown = Fact.objects.exclude(kind__in=sources()).order_by()
    wrong = set(unknown.values_list("supporter_id", flat=True))
    for kind in sources():
        said = fact_rows(kind).values_list("f_supporter", "f_subject", "f_since", "f_until", "pk")
        held = Fact.objects.filter(kind=kind).order_by()
        noted = held.values_list("supporter_id", "subject", "since", "until", "source")
        wrong |= {row[0] for row in said.difference(noted)}
        wrong |= {row[0] for row in noted.difference(said)}
    return wrong


def _laid_out(calendar: Calendar, on: dt.date, facts: frozenset[tuple]) -> frozenset[tuple]:
    """The periods that follow from facts (kind, subject, since, until)."""
    [found] = gathered([0], ((0, *fact) for fact in facts)).values()
    return frozenset((*row.period, row.is_current) for row in periods_said(calendar, found, on))


def _held(
    supporters: Collection[int], model: type[Model], columns: Iterable[str]
) -> dict[int, frozenset[tuple]]:
    """Columns of the rows that a table holds of supporters (ids), by supporter: one statement."""
    found: dict[int, list[tuple]] = {pk: [] for pk in supporters}
    rows = model._default_manager.filter(supporter__in=supporters).order_by()
    for row in rows.values_list("supporter_id", *columns):
        found[row[0]].append(row[1:])
    return {pk: frozenset(rest) for pk, rest in found.items()}


def everybody_in_batches() -> Iterator[list[int]]:
    """The ids of all supporters, `BATCH` at a time, in the order of their people: so does everybody lock who locks several."""
    everybody = list(Supporter.objects.order_by("person_id").values_list("pk", flat=True))
    for start in range(0, len(everybody), BATCH):
        yield everybody[start : start + BATCH]


def _last(rows: QuerySet, owner: str, day: str) -> Subquery:
    newest = rows.order_by().values(owner).annotate(newest=Max(day))
    return Subquery(newest.values("newest"))
