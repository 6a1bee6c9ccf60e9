"""What the coordinator sees of everybody: who must act next, and since when nothing has moved."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from certification.enums import Actor, Standing
from certification.models import Movement, Supporter
from certification.phrases.kinds import noun
from certification.phrases.summary import COLOURS
from certification.rules.gate import NO_TERMS, Terms
from certification.rules.periods import requirements_in
from certification.selectors.directory import with_section
from certification.selectors.policy import terms_on
from certification.selectors.standing import with_standing
from certification.selectors.waiting import with_waits_on


@dataclass(frozen=True, slots=True)
class Program:
    """Everybody on the path on a date, as the filters narrow it."""

    terms: Terms
    supporters: QuerySet[Supporter]
    on: dt.date

    def counts(self) -> dict[Actor, int]:
        """How many wait for each actor: one statement."""
        rows = self.supporters.order_by().values(actor=F("waits_on")).annotate(people=Count("pk"))
        found = {row["actor"]: row["people"] for row in rows}
        return {actor: found.get(actor.value, 0) for actor in Actor}

    def waiting_on(self, actor: Actor | None) -> QuerySet[Supporter]:
        """The supporters who wait for an actor, those who have waited longest first.

        With None, everybody; those who wait for nobody come last.
        """
        found = self.supporters if actor is None else self.supporters.filter(Q(waits_on=actor))
        at_ease = Case(When(Q(waits_on=Actor.NOBODY), then=Value(1)), default=Value(0))
        first = [] if actor else [at_ease]
        return found.annotate(moved_on=F("movement__on")).order_by(
            *first, "moved_on", "person__name", "pk"
        )


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
    """Everybody on the path on a date with standing, `waits_on` and section. Filters: `section` (a section's slug, or
    "campus:" and a campus's), `standing`, and `name`, a part of a name in any case of letters.
    """
    terms = terms_on(on) or NO_TERMS
    found = with_waits_on(with_standing(Supporter.objects.all(), on), on, terms)
    found = with_section(found, on).select_related("person")
    where = filters.get("section", "")
    if where.startswith("campus:"):
        found = found.filter(Q(campus_slug=where.removeprefix("campus:")))
    elif where:
        found = found.filter(Q(section_slug=where))
    if standing := filters.get("standing"):
        found = found.filter(Q(standing=standing))
    if name := filters.get("name"):
        found = found.filter(person__name__icontains=name)
    return Program(terms, found, on)


def lines(supporters: Iterable[Supporter], of: Program) -> list[ProgramLine]:
    """The lines of supporters that `Program.waiting_on` gave."""
    return [_line(supporter, of) for supporter in supporters]


def moved_on(supporter: Supporter) -> dt.date:
    """The date on which something last happened on a supporter's path."""
    return Movement.objects.get(supporter=supporter).on


def _line(supporter: Supporter, of: Program) -> ProgramLine:
    found = supporter.__dict__
    standing = Standing(found["standing"])
    return ProgramLine(
        supporter,
        standing,
        COLOURS[standing],
        Actor(found["waits_on"]),
        tuple(noun(requirement) for requirement in requirements_in(found["unmet"])),
        len(of.terms.requirements),
        (of.on - found["moved_on"]).days,
    )
