"""Who must act next for many supporters: the same answers as `certification.rules.waiting.waits_on`.

A period keeps what its facts decide (`StandingPeriod.turns`), so that most people are only counted. Where the facts
leave something open, the few rows that decide it are asked: who has a place, whom a leader declined, who leads which
section. Those whom such a row names are looked at one by one; everybody else with the same turns is alike.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field
from itertools import chain
from typing import cast

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from certification.enums import Actor
from certification.models import StandingPeriod
from certification.rules.gate import Terms
from certification.rules.kinds import Circumstances, whose_turn
from certification.rules.waiting import turns_in
from certification.selectors.sources import Circumstance, circumstances, path_from
from certification.selectors.standing import NO_SECTION, working_in

# In the place of a supporter: everybody who is not named, and somebody who is no supporter.
NOBODY, AN_OUTSIDER = 0, -1
NO_ONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Around:
    """The circumstances of many supporters, as far as their turns leave them open."""

    # Of which supporters (ids) each holds, by its name.
    people: Mapping[str, Set[int]] = field(default_factory=dict)
    # Of those that hold in sections: by section, the owners of the rows that say so (supporters' ids, or an outsider).
    sections: Mapping[str, Mapping[int, Set[int]]] = field(default_factory=dict)

    @property
    def named(self) -> frozenset[int]:
        """The supporters who are named; everybody else is alike."""
        owners = chain.from_iterable(each.values() for each in self.sections.values())
        return frozenset().union(*self.people.values(), *owners) - {AN_OUTSIDER}

    def of(self, supporter: int, section: int) -> Circumstances:
        found = {name: supporter in people for name, people in self.people.items()}
        for name, sections in self.sections.items():
            found[name] = bool(sections.get(section, NO_ONE) - {supporter})
        return found


@dataclass(frozen=True, slots=True)
class Queues:
    """Whom supporters wait for."""

    # How many wait for each.
    counts: Mapping[Actor, int]
    around: Around
    # Whom everybody else waits for, by turns and section (None: in any).
    alike: Mapping[tuple[str, int | None], Actor]
    # Whom each supporter (id) waits for whom a circumstance names.
    named: Mapping[int, Actor]

    def actor_of(self, supporter: int, turns: str, section: int) -> Actor:
        """Whom a supporter (id) waits for, by the turns of their period and the section of `working_in`.

        Their turns may be new: somebody can act between the statement that counts and the one that shows them.
        """
        return whose_turn(turns_in(turns), self.around.of(supporter, section))

    def condition(self, actors: Collection[Actor]) -> Q:
        """The condition on periods that their supporters wait for one of the actors.

        Of `working_in` where `asks_sections` says so.
        """
        wholly, places = self._turns_of(actors)
        found = Q(turns__in=wholly)
        for section, turns in places.items():
            found |= Q(turns__in=turns, works_in=section)
        others = [pk for pk, actor in self.named.items() if actor not in actors]
        these = [pk for pk, actor in self.named.items() if actor in actors]
        found = found & ~Q(supporter__in=others) if others else found
        return found | Q(supporter__in=these) if these else found

    def asks_sections(self, actors: Collection[Actor]) -> bool:
        """Whether it matters where a supporter works."""
        return bool(self._turns_of(actors)[1])

    def _turns_of(self, actors: Collection[Actor]) -> tuple[list[str], dict[int, list[str]]]:
        """The turns that are one of the actors' in every section, and those that are in some, by section."""
        sections: defaultdict[str, dict[int | None, bool]] = defaultdict(dict)
        for (turns, section), actor in self.alike.items():
            sections[turns][section] = actor in actors
        wholly = [turns for turns, here in sections.items() if all(here.values())]
        places: defaultdict[int, list[str]] = defaultdict(list)
        for turns, here in sections.items():
            for section, is_theirs in here.items():
                if is_theirs and turns not in wholly and section is not None:
                    places[section].append(turns)
        return wholly, dict(places)


def queues_of(
    periods: QuerySet[StandingPeriod], every: Iterable[str], on: dt.date, terms: Terms
) -> Queues:
    """Whom the supporters of periods, one of each, wait for on a date under terms; `every` are the turns that the
    periods may keep. Two statements."""
    left = {turns: _left_open(turns) for turns in every}
    counts = Counter(dict.fromkeys(Actor, 0))
    alike: dict[tuple[str, int | None], Actor] = {}
    named: dict[int, Actor] = {}
    around = _around(periods, left, on, terms)
    for turns, section, supporter, people in _groups(periods, left, around.named, on):
        actor = whose_turn(turns_in(turns), around.of(supporter, section))
        counts[actor] += people
        if supporter != NOBODY:
            named[supporter] = actor
        else:
            alike[turns, None if left[turns].isdisjoint(around.sections) else section] = actor
    return Queues(counts, around, alike, named)


def _left_open(turns: str) -> frozenset[str]:
    """The names of the circumstances that turns leave open."""
    return frozenset(name for turn in turns_in(turns) for name in turn.circumstances)


def _around(
    periods: QuerySet[StandingPeriod], left: Mapping[str, Set[str]], on: dt.date, terms: Terms
) -> Around:
    """The circumstances of supporters whose turns leave them open: one statement."""
    people: dict[str, set[int]] = {}
    sections: dict[str, defaultdict[int, set[int]]] = {}
    parts = []
    for name in sorted(frozenset().union(*left.values())):
        each = circumstances()[name]
        if each.section:
            sections[name] = defaultdict(set)
        else:
            people[name] = set()
        these = periods.filter(turns__in=[turns for turns in left if name in left[turns]])
        parts.append(_rows(name, each, these.values("supporter"), each.rows(terms, on)))
    for name, supporter, section in parts[0].union(*parts[1:], all=True) if parts else ():
        if name in people:
            people[name].add(supporter)
        else:
            sections[name][section].add(supporter)
    return Around(people, sections)


def _rows(name: str, each: Circumstance, supporters: QuerySet, rows: QuerySet) -> QuerySet:
    """Rows of a circumstance: its name, the supporter whom it names, and the section of which it speaks."""
    path = path_from(each.owner, each.of_supporter)
    if each.section:
        return rows.order_by().values_list(Value(name), Coalesce(path, AN_OUTSIDER), each.section)
    rows = rows.order_by().filter(**{f"{path}__in": supporters})
    return rows.values_list(Value(name), path, Value(NO_SECTION))


def _groups(
    periods: QuerySet[StandingPeriod],
    left: Mapping[str, Set[str]],
    named: Collection[int],
    on: dt.date,
) -> Iterable[tuple[str, int, int, int]]:
    """How many supporters are alike: turns, section, supporter (0: nobody who is named) and number. One statement.

    The section is looked for where the turns leave something open, and only there.
    """
    who = Case(
        When(supporter__in=named, then=F("supporter")),
        default=Value(NOBODY),
        output_field=IntegerField(),
    )
    people = Count("pk")
    decided = periods.filter(turns__in=[turns for turns in left if not left[turns]])
    found = decided.values_list("turns", Value(NO_SECTION), Value(NOBODY)).annotate(people=people)
    if any(left.values()):
        rest = working_in(periods.filter(turns__in=[turns for turns in left if left[turns]]), on)
        open_ones = rest.values_list("turns", F("works_in"), who).annotate(people=people)
        found = found.union(open_ones, all=True)
    return cast("Iterable[tuple[str, int, int, int]]", found)
