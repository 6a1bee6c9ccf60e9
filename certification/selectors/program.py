"""What the coordinator sees of everybody: who must act next, and since when nothing has moved."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from certification.enums import Actor, Standing
from certification.models import Movement, Supporter
from certification.phrases.kinds import noun
from certification.phrases.summary import COLOURS
from certification.rules.gate import NO_TERMS, Terms
from certification.rules.periods import requirements_in
from certification.selectors.directory import with_section, working
from certification.selectors.policy import terms_on
from certification.selectors.standing import with_standing
from certification.selectors.waiting import with_waits_on
from portal.common.intervals import covers
from portal.sections.models import Membership


@dataclass(frozen=True, slots=True)
class Program:
    """Everybody on the path on a date, as the filters narrow it."""

    terms: Terms
    # With standing, and nothing that counting does not need.
    supporters: QuerySet[Supporter]
    on: dt.date

    def counts(self) -> dict[Actor, int]:
        """How many wait for each actor: one statement."""
        found = with_waits_on(self.supporters, self.on, self.terms).order_by()
        rows = found.values(actor=F("waits_on")).annotate(people=Count("pk"))
        people = {row["actor"]: row["people"] for row in rows}
        return {actor: people.get(actor.value, 0) for actor in Actor}

    def waiting_on(self, actor: Actor | None, counts: Mapping[Actor, int]) -> "Queue":
        """The lines of the supporters who wait for an actor, the longest wait first; the counts are those of `counts`.

        With None, everybody; those who wait for nobody come last.
        """
        return Queue(self, actor, counts)


@dataclass(frozen=True, slots=True)
class Queue(Sequence["ProgramLine"]):
    """Lines of the coordinator's list. A slice is two statements: whose lines it shows, and what these say."""

    of: Program
    actor: Actor | None
    counts: Mapping[Actor, int]

    def __len__(self) -> int:
        return sum(self.counts.values()) if self.actor is None else self.counts[self.actor]

    @overload
    def __getitem__(self, shown: int) -> "ProgramLine": ...
    @overload
    def __getitem__(self, shown: slice) -> list["ProgramLine"]: ...
    def __getitem__(self, shown: int | slice) -> "ProgramLine | list[ProgramLine]":
        if isinstance(shown, int):
            return self[:][shown]
        first, last, _ = shown.indices(len(self))
        waits_on = dict(self._ids(first, last))
        rows = with_section(working(self.of.supporters.filter(pk__in=waits_on), self.of.on))
        rows = rows.annotate(moved_on=F("movement__on")).select_related("person").order_by()
        found = {row.pk: row for row in rows}
        return [_line(found[pk], Actor(actor), self.of) for pk, actor in waits_on.items()]

    def _ids(self, first: int, last: int) -> QuerySet:
        """The ids from one place up to another, each with whom they wait for: nothing wide is sorted."""
        found = with_waits_on(self.of.supporters, self.of.on, self.of.terms)
        order: list[str | Case] = ["movement__on", "person__name", "pk"]
        at_ease = Q(waits_on=Actor.NOBODY)
        waiting = len(self) - self.counts[Actor.NOBODY]
        if self.actor is not None:
            found = found.filter(Q(waits_on=self.actor))
        elif last <= waiting:
            found = found.filter(~at_ease)
        elif first >= waiting:
            found, first, last = found.filter(at_ease), first - waiting, last - waiting
        else:
            order = [Case(When(at_ease, then=Value(1)), default=Value(0)), *order]
        ids = found.order_by(*order).values_list("pk", F("waits_on"))
        return ids[first:last]


@dataclass(frozen=True, slots=True)
class ProgramLine:
    """One supporter in the coordinator's list."""

    supporter: Supporter
    standing: Standing
    colour: str
    waits_on: Actor
    # What the missing requirements are called.
    missing: tuple[str, ...]
    total: int
    days: int

    @property
    def met(self) -> int:
        return self.total - len(self.missing)


def program(on: dt.date, filters: Mapping[str, str]) -> Program:
    """Everybody on the path on a date. Filters: `section` (a section's slug, or
    "campus:" and a campus's), `standing`, and `name`, a part of a name in any case of letters.
    """
    terms = terms_on(on) or NO_TERMS
    found = with_standing(Supporter.objects.all(), on)
    where = filters.get("section", "")
    if where:
        # From the sections on: nobody who works elsewhere is looked at.
        works = Membership.objects.filter(covers(on))
        if where.startswith("campus:"):
            works = works.filter(section__campus__slug=where.removeprefix("campus:"))
        else:
            works = works.filter(section__slug=where)
        found = found.filter(person__in=works.values("person"))
    if standing := filters.get("standing"):
        found = found.filter(Q(standing=standing))
    if name := filters.get("name"):
        found = found.filter(person__name__icontains=name)
    return Program(terms, found, on)


def moved_on(supporter: Supporter) -> dt.date:
    """The date on which something last happened on a supporter's path."""
    return Movement.objects.get(supporter=supporter).on


def _line(supporter: Supporter, waits_on: Actor, of: Program) -> ProgramLine:
    found = supporter.__dict__
    standing = Standing(found["standing"])
    return ProgramLine(
        supporter,
        standing,
        COLOURS[standing],
        waits_on,
        tuple(noun(requirement) for requirement in requirements_in(found["unmet"])),
        len(of.terms.requirements),
        (of.on - found["moved_on"]).days,
    )
