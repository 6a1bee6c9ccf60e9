"""How the records of certification and of the lower rooms become facts: what each kind declares of its rows.

The kinds are the modules of `certification.selectors.requirements`. A module declares `FACTS` (its rows as facts),
`CIRCUMSTANCES` (what beside the facts decides who must act) and `MET` (the queryset expression that says whether its
requirement is met, where no single fact says it); each where it has one.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import DateField, Exists, F, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Least

from certification.rules.gate import Terms
from certification.rules.kinds import Asked
from certification.selectors import requirements
from curriculum.enums import Change
from curriculum.rules.kinds import modules_of
from portal.common.intervals import covers

NEVER = Value(None, output_field=DateField())
NO_SUBJECT = Value("")


@dataclass(frozen=True, slots=True)
class FactSource:
    """The rows of a kind of fact, with `f_since`, `f_until` (null: no end) and `f_subject` (text; "" without one)."""

    kind: str
    rows: Callable[[], QuerySet]
    # The field by which a row names its owner, and the field of the supporter that it names.
    owner: str
    of_supporter: str
    # Rows of the supporter of an outer query that cover a date, where that can be asked for less than by `f_until`.
    in_force: Callable[[dt.date], QuerySet] | None = None

    def of_outer(self) -> QuerySet:
        """The facts of the supporter of an outer query, found without a join: for `Exists` and `Subquery`."""
        return self.rows().filter(**{self.owner: OuterRef(self.of_supporter)}).order_by()

    def of_outer_in_force(self, on: dt.date) -> QuerySet:
        """`of_outer` that cover a date."""
        if self.in_force is not None:
            return self.in_force(on).order_by()
        return self.of_outer().filter(covers(on, "f_"))


# Whether a circumstance is given for the supporter of an outer query, under terms, on a date.
Circumstance = Callable[[Terms, dt.date], Exists]
# Whether the supporter of an outer query meets a requirement on a date.
Met = Callable[[Asked, dt.date], Any]


@cache
def sources() -> Mapping[str, FactSource]:
    """Where the facts of each kind come from, in the order of the modules."""
    found = (getattr(module, "FACTS", None) for module in _modules().values())
    return {source.kind: source for source in found if source is not None}


@cache
def circumstances() -> Mapping[str, Circumstance]:
    """Every circumstance by its name."""
    return {
        name: ask
        for module in _modules().values()
        for name, ask in getattr(module, "CIRCUMSTANCES", {}).items()
    }


@cache
def met_by() -> Mapping[str, Met]:
    """The expressions of the requirements, by code, that no single fact in force meets."""
    return {code: module.MET for code, module in _modules().items() if hasattr(module, "MET")}


def _modules() -> dict[str, Any]:
    return dict(modules_of(requirements.__name__, requirements.__path__))


def first_of(*dates: str) -> Least | Coalesce | F:
    """The earliest of dates of which the first is never null (SQLite's LEAST is null if one is)."""
    sure, *others = dates
    return Least(F(sure), *(Coalesce(F(name), F(sure)) for name in others))


def replaced_on(editions: QuerySet) -> Subquery:
    """The date on which a later material edition of these stops a row's `edition` from counting."""
    due = editions.filter(change=Change.MATERIAL, number__gt=OuterRef("edition__number"))
    return Subquery(
        due.order_by().values("change").annotate(first=Min("due_on")).values("first"),
        output_field=DateField(),
    )


def not_replaced(editions: QuerySet, later: QuerySet, on: dt.date) -> QuerySet:
    """The keys of the editions that no later material edition has replaced by a date.

    A row that is told by them need not be asked until when it counts: that would ask the same few editions again
    for every person.
    """
    due = later.filter(change=Change.MATERIAL, number__gt=OuterRef("number"), due_on__lte=on)
    return editions.filter(~Exists(due)).order_by().values("pk")
