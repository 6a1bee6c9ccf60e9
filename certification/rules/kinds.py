"""What a kind of requirement declares about itself, and the values that it works on. Pure.

The kinds are the modules of `certification.rules.requirements`.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from certification.enums import Actor
from certification.rules.intervals import Interval, span_around

# What, beside the facts of the gate, decides who must act on a date. A name that is missing is false.
Circumstances = Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the gate may know of one supporter: intervals by kind of fact, and by what they are about.

    The subject is a module's id for completions, a kind of session for attendance, and "" for the others.
    """

    by_kind: Mapping[str, Mapping[str, tuple[Interval, ...]]] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[Interval, ...]:
        return tuple(chain.from_iterable(self.by_kind.get(kind, {}).values()))

    def about(self, kind: str, subject: str) -> tuple[Interval, ...]:
        return self.by_kind.get(kind, {}).get(subject, ())


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement as a policy asks for it on a date, with the parameters that its kind reads."""

    kind: str
    # The modules of its course on the date.
    modules: tuple[int, ...] = ()
    session_kind: str = ""
    count: int = 1
    months: int | None = None


@dataclass(frozen=True, slots=True)
class RequirementState:
    """Whether a requirement is met. Met: since when, and until when if an end is known (the first day
    without it). Not met: when it ended (`since` None, `until` in the past or, for a hold, the hold's end).
    `done` and `total` count modules for the training and are 0 or 1 of 1 otherwise.
    """

    requirement: str
    met: bool
    since: dt.date | None
    until: dt.date | None
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Who must act while all these circumstances are as given; never nobody, which is what is left without a turn."""

    circumstances: Mapping[str, bool]
    actor: Actor


@dataclass(frozen=True, slots=True)
class RequirementKind:
    """Everything the rules know of a kind of requirement."""

    code: str
    # The place in the order in which a person meets the requirements.
    order: int
    # The kind of fact that it reads.
    fact: str
    # Whose turn it is: the first turn whose circumstances hold; nobody's when none does.
    turns: tuple[Turn, ...] = ()
    # How its state follows from the facts on a date; None: as `state_by_intervals` says.
    rule: Callable[[Asked, Facts, dt.date], RequirementState] | None = None
    # A certificate certifies it.
    is_training: bool = False
    # Somebody who was active before has met it once; others can meet it in any order.
    is_first_sign: bool = False

    def state(self, asked: Asked, facts: Facts, on: dt.date) -> RequirementState:
        if self.rule is not None:
            return self.rule(asked, facts, on)
        return state_by_intervals(asked.kind, facts.of(self.fact), on)


def whose_turn(turns: tuple[Turn, ...], around: Circumstances) -> Actor:
    """The actor of the first turn whose circumstances are as they are; nobody where there is none."""
    for turn in turns:
        if all(around.get(name, False) == holds for name, holds in turn.circumstances.items()):
            return turn.actor
    return Actor.NOBODY


def state_by_intervals(code: str, intervals: tuple[Interval, ...], on: dt.date) -> RequirementState:
    """The state of a requirement that is met while one fact of its kind holds."""
    span = span_around(intervals, on)
    return RequirementState(code, span.met, span.since, span.until, done=int(span.met), total=1)
