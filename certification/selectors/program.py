"""What the coordinator sees of everybody: who must act next, and since when nothing has moved."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from certification.enums import Actor, Standing
from certification.models import Movement, StandingPeriod, Supporter
from certification.phrases.oversight import last_step, missing_of, place_of
from certification.phrases.summary import COLOURS
from certification.rules.gate import Terms
from certification.rules.periods import requirements_in
from certification.selectors.policy import asked_on
from certification.selectors.queues import Queues, queues_of
from certification.selectors.standing import periods_and_turns_on, working_in
from portal.accounts.models import with_credentials
from portal.common.intervals import covers
from portal.sections.models import Membership

WAITING = frozenset(Actor) - {Actor.NOBODY}
LONGEST_FIRST = ("supporter__movement__on", "supporter_id")
# What a line says of a period of `working_in`.
OWN = ("supporter", "standing", "unmet", "turns", "works_in")
JOINED = {
    "name": F("supporter__person__name"),
    "credentials": F("supporter__person__credentials"),
    "section": F("works__section__name"),
    "campus": F("works__section__campus__name"),
    "moved_on": F("supporter__movement__on"),
}


@dataclass(frozen=True, slots=True)
class Program:
    """Everybody on the path on a date, as the filters narrow it, by whom they wait for."""

    terms: Terms
    periods: QuerySet[StandingPeriod]
    queues: Queues
    on: dt.date

    def waiting_on(self, actor: Actor | None) -> "Queue":
        """The lines of the supporters who wait for an actor, the longest wait first.

        With None, everybody; those who wait for nobody come last.
        """
        return Queue(self, actor)


@dataclass(frozen=True, slots=True)
class Queue(Sequence["ProgramLine"]):
    """Lines of the coordinator's list. A slice is one statement, in which nothing wide is sorted."""

    of: Program
    actor: Actor | None

    def __len__(self) -> int:
        counts = self.of.queues.counts
        return sum(counts.values()) if self.actor is None else counts[self.actor]

    @overload
    def __getitem__(self, shown: int) -> "ProgramLine": ...
    @overload
    def __getitem__(self, shown: slice) -> list["ProgramLine"]: ...
    def __getitem__(self, shown: int | slice) -> "ProgramLine | list[ProgramLine]":
        if isinstance(shown, int):
            return self[:][shown]
        first, last, _ = shown.indices(len(self))
        if self.actor is not None:
            return self._lines(self._ids({self.actor}, first, last))
        waiting = len(self) - self.of.queues.counts[Actor.NOBODY]
        at_ease = self._ids({Actor.NOBODY}, first - waiting, last - waiting)
        return self._lines(self._ids(WAITING, first, min(last, waiting)) | at_ease)

    def _ids(self, actors: Collection[Actor], first: int, last: int) -> Q:
        """The condition on periods that they stand from one place up to another of those who wait for the actors."""
        if last <= max(first, 0):
            return Q(pk__in=[])
        periods = self.of.periods
        if self.of.queues.asks_sections(actors):
            periods = working_in(periods, self.of.on)
        found = periods.filter(self.of.queues.condition(actors)).order_by(*LONGEST_FIRST)
        return Q(pk__in=found.values("pk")[max(first, 0) : last])

    def _lines(self, shown: Q) -> list["ProgramLine"]:
        rows = working_in(StandingPeriod.objects.filter(shown), self.of.on)
        found = rows.order_by(*LONGEST_FIRST).values(*OWN, **JOINED)
        lines = [_line(row, self.of) for row in found]
        return sorted(lines, key=lambda line: line.waits_on == Actor.NOBODY)


@dataclass(frozen=True, slots=True)
class ProgramLine:
    """One supporter in the coordinator's list."""

    number: int
    # With credentials: "Dana Example, MD".
    name: str
    # The section and its campus.
    place: str
    standing: Standing
    colour: str
    waits_on: Actor
    # What the requirements are called that are not met, and how many are.
    missing: str
    # When something last happened.
    last_step: str

    @property
    def url(self) -> str:
        return reverse("certification:program_supporter", args=[self.number])


def program(on: dt.date, filters: Mapping[str, str]) -> Program:
    """Everybody on the path on a date. Filters: `section` (a section's slug, or
    "campus:" and a campus's), `standing`, and `name`, a part of a name in any case of letters.
    """
    terms = asked_on(on)
    found, turns = periods_and_turns_on(on)
    where = filters.get("section", "")
    if where:
        # From the sections on: nobody who works elsewhere is looked at.
        works = Membership.objects.filter(covers(on))
        if where.startswith("campus:"):
            works = works.filter(section__campus__slug=where.removeprefix("campus:"))
        else:
            works = works.filter(section__slug=where)
        found = found.filter(supporter__person__in=works.values("person"))
    if standing := filters.get("standing"):
        found = found.filter(standing=standing)
    if name := filters.get("name"):
        found = found.filter(supporter__person__name__icontains=name)
    return Program(terms, found, queues_of(found, turns, on, terms), on)


def moved_on(supporter: Supporter) -> dt.date:
    """The date on which something last happened on a supporter's path."""
    return Movement.objects.get(supporter=supporter).on


def _line(row: Mapping, of: Program) -> ProgramLine:
    standing = Standing(row["standing"])
    return ProgramLine(
        row["supporter"],
        with_credentials(row["name"], row["credentials"]),
        place_of(row["section"], row["campus"]),
        standing,
        COLOURS[standing],
        of.queues.actor_of(row["supporter"], row["turns"], row["works_in"]),
        missing_of(requirements_in(row["unmet"]), len(of.terms.requirements)),
        last_step((of.on - row["moved_on"]).days),
    )
