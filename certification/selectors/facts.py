"""The dated facts of supporters, each as an interval [f_since, f_until).

`fact_rows` is the one place that asks in SQL when a fact begins and ends, as its kind says it. `facts_of` loads them
for the pure gate in one statement; `certification.selectors.standing` asks them inside a queryset expression.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import CharField, F, QuerySet, Value

from certification.rules.intervals import Interval
from certification.rules.kinds import Facts
from certification.selectors.sources import sources
from portal.common.intervals import covers
from portal.common.prepared import Prepared


def fact_rows(kind: str) -> QuerySet:
    """All facts of supporters of a kind with `f_supporter` (id), `f_subject`, `f_since` and `f_until`."""
    source = sources()[kind]
    if source.of_supporter == "pk":
        path = source.owner
    else:
        path = "supporter" if source.owner == "pk" else f"{source.owner}__supporter"
    # Said of the path, so that its tables are joined inward: SQLite would read every nomination otherwise.
    rows = source.rows().filter(**{f"{path}__isnull": False})
    return rows.annotate(f_supporter=F(path)).order_by()


def facts_of_outer(kind: str) -> QuerySet:
    """Facts of a kind of the supporter of an outer query, found without a join: for `Exists` and `Subquery`."""
    return sources()[kind].of_outer()


def facts_in_force(kind: str, on: dt.date) -> QuerySet:
    """`facts_of_outer` that cover a date."""
    return sources()[kind].of_outer_in_force(on)


def counting(kind: str, supporters: Iterable[int], on: dt.date) -> QuerySet:
    """Facts of a kind that cover a date, of the supporters with these ids."""
    return fact_rows(kind).filter(covers(on, "f_"), f_supporter__in=list(supporters))


def facts_of(supporters: Iterable[int]) -> dict[int, Facts]:
    """The facts of the supporters with these ids, in one statement; those without any get empty `Facts`."""
    ids = list(supporters)
    found: dict[int, dict[str, dict[str, tuple[Interval, ...]]]] = {
        pk: defaultdict(dict) for pk in ids
    }
    kinds = tuple(sources())
    rows = _facts_of_one.rows(*ids, kinds=kinds) if len(ids) == 1 else _facts(*ids, kinds=kinds)
    for kind, supporter, subject, since, until in rows:
        about = found[supporter][kind]
        about[subject] = (*about.get(subject, ()), Interval(since, until))
    return {pk: Facts(dict(by_kind)) for pk, by_kind in found.items()}


def _facts(*supporters: int, kinds: tuple[str, ...]) -> QuerySet:
    first, *others = [_as_columns(kind).filter(f_supporter__in=supporters) for kind in kinds]
    return first.union(*others, all=True)


_facts_of_one = Prepared(_facts)


def _as_columns(kind: str) -> QuerySet:
    rows = fact_rows(kind).annotate(f_kind=Value(kind, output_field=CharField()))
    return rows.values_list("f_kind", "f_supporter", "f_subject", "f_since", "f_until")
