"""The gate: policy and facts on a date in, decision and reasons out.

Pure: no database, no clock. `certification.selectors.standing` computes the same answers as a queryset
expression for lists; a property test holds the two together.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from certification.enums import FactKind, Requirement, Standing


class Interval(NamedTuple):
    """A fact that holds from `since` up to, not including, `until` (None: no end)."""

    since: dt.date
    until: dt.date | None = None

    def covers(self, on: dt.date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the gate may know of one supporter; `completions` by the module's id."""

    intervals: Mapping[str, tuple[Interval, ...]] = field(default_factory=dict)
    completions: Mapping[int, tuple[Interval, ...]] = field(default_factory=dict)

    def of(self, kind: FactKind) -> tuple[Interval, ...]:
        return self.intervals.get(kind, ())

    @property
    def lasting_modules(self) -> frozenset[int]:
        """The modules of which an edition was finished that nothing replaces, now or later."""
        return frozenset(
            module
            for module, spans in self.completions.items()
            if any(span.until is None for span in spans)
        )


@dataclass(frozen=True, slots=True)
class Terms:
    """What the policy in force on a date asks for: requirements in order, and the modules of its course."""

    number: int
    requirements: tuple[str, ...]
    modules: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RequirementState:
    """Whether a requirement is met. Met: since when, and until when if an end is known (the first day
    without it). Not met: when it ended (`since` None, `until` in the past or, for a hold, the hold's end).
    `done` and `total` count modules for the training and are 0 or 1 of 1 otherwise.
    """

    requirement: Requirement
    met: bool
    since: dt.date | None
    until: dt.date | None
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gate says of one supporter on one date."""

    standing: Standing
    states: tuple[RequirementState, ...]
    on: dt.date
    policy: int

    def state(self, requirement: Requirement) -> RequirementState | None:
        return next((s for s in self.states if s.requirement == requirement), None)

    @property
    def unmet(self) -> tuple[RequirementState, ...]:
        return tuple(state for state in self.states if not state.met)

    @property
    def met_count(self) -> int:
        return sum(state.met for state in self.states)


FACT_OF_REQUIREMENT = {
    Requirement.NOMINATION: FactKind.NOMINATION,
    Requirement.GOOD_STANDING: FactKind.GOOD_STANDING,
    Requirement.LIVE_SESSION: FactKind.LIVE_SESSION,
    Requirement.EXPECTATIONS: FactKind.EXPECTATIONS,
    Requirement.CERTIFICATE: FactKind.CERTIFICATE,
    Requirement.ENDORSEMENT: FactKind.ENDORSEMENT,
}


def signs_of_activity(requirements: Iterable[str]) -> tuple[FactKind, ...]:
    """The facts that show that somebody was active before, in force or not.

    An endorsement needs a certificate, and that needs the training; so beside an endorsement only a nomination
    and an attested good standing can still be missing for the first time.
    """
    asked = set(requirements)
    first = [r for r in (Requirement.NOMINATION, Requirement.GOOD_STANDING) if r in asked]
    return (FactKind.ENDORSEMENT, *(FACT_OF_REQUIREMENT[r] for r in first))


def decide(terms: Terms, facts: Facts, on: dt.date) -> Decision:
    """The gate's decision about one supporter on one date."""
    states = tuple(_state(Requirement(name), terms, facts, on) for name in terms.requirements)
    return Decision(_standing(states, facts, on), states, on, terms.number)


def _standing(states: tuple[RequirementState, ...], facts: Facts, on: dt.date) -> Standing:
    if _covered(facts.of(FactKind.LEFT), on):
        return Standing.INACTIVE
    if _covered(facts.of(FactKind.HOLD), on):
        return Standing.PAUSED
    # A policy that asks for nothing activates nobody.
    if states and all(state.met for state in states):
        return Standing.ACTIVE
    if all(_began(facts.of(kind), on) for kind in signs_of_activity(s.requirement for s in states)):
        return Standing.LAPSED
    if _covered(facts.of(FactKind.CERTIFICATE), on):
        return Standing.AWAITING_ENDORSEMENT
    return Standing.IN_TRAINING


def _state(requirement: Requirement, terms: Terms, facts: Facts, on: dt.date) -> RequirementState:
    if requirement == Requirement.TRAINING:
        return _training(terms, facts, on)
    if requirement == Requirement.NO_HOLD:
        return _no_hold(facts, on)
    span = _span(facts.of(FACT_OF_REQUIREMENT[requirement]), on)
    return RequirementState(
        requirement, span.met, span.since, span.until, done=int(span.met), total=1
    )


def _training(terms: Terms, facts: Facts, on: dt.date) -> RequirementState:
    spans = [_span(facts.completions.get(module, ()), on) for module in terms.modules]
    done = sum(span.met for span in spans)
    # A course without modules teaches nothing: it cannot be completed.
    met = bool(spans) and done == len(spans)
    if met:
        since = max(span.since for span in spans if span.since)
        until = min((span.until for span in spans if span.until), default=None)
    else:
        since = None
        until = max((s.until for s in spans if not s.met and s.until), default=None)
    return RequirementState(Requirement.TRAINING, met, since, until, done, len(spans))


def _no_hold(facts: Facts, on: dt.date) -> RequirementState:
    holds = facts.of(FactKind.HOLD)
    if _covered(holds, on):
        span = _span(holds, on)
        return RequirementState(Requirement.NO_HOLD, False, None, span.until, 0, 1)
    ended = max((h.until for h in holds if h.until and h.until <= on), default=None)
    begins = min((h.since for h in holds if h.since > on and h.since != h.until), default=None)
    return RequirementState(Requirement.NO_HOLD, True, ended, begins, 1, 1)


class _Span(NamedTuple):
    met: bool
    since: dt.date | None
    until: dt.date | None


def _covered(intervals: Iterable[Interval], on: dt.date) -> bool:
    return any(interval.covers(on) for interval in intervals)


def _began(intervals: Iterable[Interval], on: dt.date) -> bool:
    return any(i.since <= on and (i.until is None or i.since < i.until) for i in intervals)


def _span(intervals: Iterable[Interval], on: dt.date) -> _Span:
    """The unbroken stretch around a date: renewals that overlap or touch are one stretch.

    Not met: `until` is the last day on which a stretch before the date ended, if there was one.
    """
    real = [i for i in intervals if i.until is None or i.since < i.until]
    # Most facts are there once.
    stretches = _merged(real) if len(real) > 1 else real
    for stretch in stretches:
        if stretch.covers(on):
            return _Span(True, stretch.since, stretch.until)
    ended = max((s.until for s in stretches if s.until and s.until <= on), default=None)
    return _Span(False, None, ended)


def _merged(intervals: Iterable[Interval]) -> list[Interval]:
    stretches: list[Interval] = []
    for interval in sorted(intervals, key=lambda i: i.since):
        last = stretches[-1] if stretches else None
        if last and (last.until is None or interval.since <= last.until):
            ends = (last.until, interval.until)
            until = None if None in ends else max(end for end in ends if end)
            stretches[-1] = Interval(last.since, until)
        else:
            stretches.append(interval)
    return stretches
