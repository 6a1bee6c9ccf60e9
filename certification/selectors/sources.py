"""How the records of certification and of the lower rooms become facts: what each kind declares of its rows.

The kinds are the modules of `certification.selectors.requirements`. A module declares `FACTS` (its rows as facts),
`CIRCUMSTANCES` (what beside the facts decides who must act) and `MINUTES` (how long it takes); each where it has one.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import DateField, Exists, F, Min, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Least

from certification.models import Fact
from certification.rules.gate import Terms
from certification.rules.kinds import Asked
from certification.selectors import requirements
from curriculum.enums import Change
from curriculum.rules.kinds import modules_of
from portal.common.intervals import covers
from portal.sections.models import Membership

NEVER = Value(None, output_field=DateField())
NO_SUBJECT = Value("")


def path_from(owner: str, of_supporter: str) -> str:
    """The way from a row to the supporter whom its owner is."""
    if of_supporter == "pk":
        return owner
    return "supporter" if owner == "pk" else f"{owner}__supporter"


@dataclass(frozen=True, slots=True)
class FactSource:
    """The rows of a kind of fact, with `f_since`, `f_until` (null: no end) and `f_subject` (text; "" without one)."""

    kind: str
    rows: Callable[[], QuerySet]
    # The field by which a row names its owner, and the field of the supporter that it names.
    owner: str
    of_supporter: str

    def in_force(self, on: dt.date) -> QuerySet[Fact]:
        """Facts that cover a date, of the supporter of an outer query: for `Exists` and `Subquery`."""
        return Fact.objects.filter(covers(on), supporter=OuterRef("pk"), kind=self.kind).order_by()


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What, beside the facts, decides who must act: the rows that say of whom it holds, under terms, on a date."""

    rows: Callable[[Terms, dt.date], QuerySet]
    # The field by which a row names its owner, and the field of the supporter that it names.
    owner: str
    of_supporter: str
    # The section for which a row speaks: it holds of everybody who works there but the owner. "": of the owner.
    section: str = ""

    def holds(self, terms: Terms, on: dt.date) -> Exists:
        """Whether it holds of the supporter of an outer query."""
        rows = self.rows(terms, on)
        if not self.section:
            return Exists(rows.filter(**{self.owner: OuterRef(self.of_supporter)}))
        works_in = Membership.objects.filter(covers(on), person=OuterRef(OuterRef("person")))
        there = rows.filter(**{f"{self.section}__in": works_in.values("section")})
        return Exists(there.exclude(**{self.owner: OuterRef(self.of_supporter)}))


# How many minutes what a policy asks for takes a person, each time; None where nobody knows.
Duration = Callable[[Asked], int | None]


@cache
def sources() -> Mapping[str, FactSource]:
    """Where the facts of each kind come from, in the order of the modules."""
    found = (getattr(module, "FACTS", None) for module in _modules().values())
    return {source.kind: source for source in found if source is not None}


@cache
def kinds_of(model: type[Model]) -> tuple[str, ...]:
    """The kinds of fact whose rows are records of this model."""
    return tuple(kind for kind, source in sources().items() if source.rows().model is model)


@cache
def circumstances() -> Mapping[str, Circumstance]:
    """Every circumstance by its name; kinds share them. Raises ValueError where two kinds declare one name."""
    found: dict[str, Circumstance] = {}
    for kind, module in _modules().items():
        for name, ask in getattr(module, "CIRCUMSTANCES", {}).items():
            if name in found:
                raise ValueError(
                    f"{kind} declares the circumstance {name}, which there is already."
                )
            found[name] = ask
    return found


@cache
def durations() -> Mapping[str, Duration]:
    """How many minutes a requirement takes, by the code of each kind that knows."""
    return {
        code: module.MINUTES for code, module in _modules().items() if hasattr(module, "MINUTES")
    }


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
