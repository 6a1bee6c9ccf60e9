"""The dated facts of supporters, each as an interval [f_since, f_until).

`fact_rows` is the one place that asks in SQL when a fact begins and ends, as its kind says it; what it says is projected
into `Fact` (certification.services.projecting), which everybody else reads.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, QuerySet

from certification.models import Fact, Supporter
from certification.rules.intervals import Interval
from certification.rules.kinds import Facts
from certification.selectors.sources import path_from, sources
from portal.accounts.models import Person
from portal.common.intervals import covers


def fact_rows(kind: str) -> QuerySet:
    """All facts of supporters of a kind with `f_supporter` (id), `f_subject`, `f_since` and `f_until`."""
    source = sources()[kind]
    path = path_from(source.owner, source.of_supporter)
    # Said of the path, so that its tables are joined inward: SQLite would read every nomination otherwise.
    rows = source.rows().filter(**{f"{path}__isnull": False})
    return rows.annotate(f_supporter=F(path)).order_by()


def facts_in_force(kind: str, on: dt.date) -> QuerySet[Fact]:
    """Facts of a kind that cover a date, of the supporter of an outer query: for `Exists` and `Subquery`."""
    return sources()[kind].in_force(on)


def counting(kind: str, supporters: Iterable[int], on: dt.date) -> QuerySet:
    """Facts of a kind that cover a date, of the supporters with these ids."""
    return fact_rows(kind).filter(covers(on, "f_"), f_supporter__in=list(supporters))


def facts_of(supporters: Iterable[int]) -> dict[int, Facts]:
    """The facts of the supporters with these ids, in one statement; those without any get empty `Facts`."""
    ids = list(supporters)
    rows = Fact.objects.filter(supporter__in=ids).order_by()
    return gathered(ids, rows.values_list("supporter_id", "kind", "subject", "since", "until"))


def facts_of_person(person: Person) -> tuple[int, Facts] | None:
    """A person as a supporter (id), and their facts, in one statement; None for anyone not on the path."""
    about = (f"facts__{name}" for name in ("kind", "subject", "since", "until"))
    rows = list(Supporter.objects.filter(person=person).order_by().values_list("pk", *about))
    if not rows:
        return None
    pk = rows[0][0]
    # Somebody without any fact is one row without a kind.
    return pk, gathered([pk], (row for row in rows if row[1]))[pk]


def gathered(supporters: Iterable[int], rows: Iterable[tuple]) -> dict[int, Facts]:
    """Facts for the gate from rows of supporter, kind, subject, since and until; empty ones for those without any."""
    found: dict[int, dict[str, dict[str, tuple[Interval, ...]]]] = {
        pk: defaultdict(dict) for pk in supporters
    }
    for supporter, kind, subject, since, until in rows:
        about = found[supporter][kind]
        about[subject] = (*about.get(subject, ()), Interval(since, until))
    return {pk: Facts(dict(by_kind)) for pk, by_kind in found.items()}
