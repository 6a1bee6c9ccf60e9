"""What a kind of requirement declares about itself, and the values that it works on. Pure.

The kinds are the modules of `certification.rules.requirements`.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from itertools import chain
from typing import NamedTuple

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
        by_subject = self.by_kind.get(kind)
        return tuple(chain.from_iterable(by_subject.values())) if by_subject else ()

    def about(self, kind: str, subject: str) -> tuple[Interval, ...]:
        return self.by_kind.get(kind, {}).get(subject, ())


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a policy decides about a requirement. A kind reads those that it names in `reads`."""

    # The course's id.
    course: int | None = None
    session_kind: str = ""
    count: int = 1
    # For how long what was signed or issued is valid; or within how many months things must have happened.
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement as a policy asks for it on a date."""

    kind: str
    parameters: Parameters = Parameters()
    # The modules that the course consists of on the date.
    modules: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RequirementState:
    """Whether a requirement is met. Met: since when, and until when if an end is known (the first day
    without it). Not met: when it ended (`since` None, `until` in the past or, for a hold, the hold's end).
    `done` and `total` count what a kind counts (modules, sessions) and are 0 or 1 of 1 otherwise.
    """

    requirement: str
    met: bool
    since: dt.date | None
    until: dt.date | None
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Who must act while all these circumstances are as given. Never nobody: that is the answer when no turn applies."""

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
    # Circumstances that follow from the facts alone, by name.
    known: Mapping[str, Callable[[Facts, dt.date], bool]] = field(default_factory=dict)
    # The intervals on which it rests: its state changes at their ends alone. None: those of its facts.
    intervals: Callable[[Asked, Facts], tuple[Interval, ...]] | None = None
    # How its state follows from the facts on a date. None: it is met while one of its intervals holds.
    rule: Callable[[Asked, Facts, dt.date], RequirementState] | None = None
    # Which parameters a policy must give, and which it may.
    needs: frozenset[str] = frozenset()
    allows: frozenset[str] = frozenset()
    # What the first policy asks for, without the course. None: it does not ask for this kind, as for every later one.
    usual: Parameters | None = None
    # A certificate certifies it.
    is_training: bool = False
    # Somebody who was active before has met it once; others can meet it in any order.
    is_first_sign: bool = False
    # Met from the beginning of the path: nobody has come further by it.
    is_given: bool = False

    def rests_on(self, asked: Asked, facts: Facts) -> tuple[Interval, ...]:
        """The intervals at whose ends alone its state can change, under the same terms."""
        return self.intervals(asked, facts) if self.intervals else facts.of(self.fact)

    def state(self, asked: Asked, facts: Facts, on: dt.date) -> RequirementState:
        """Whether it is met on a date."""
        if self.rule is not None:
            return self.rule(asked, facts, on)
        return state_by_intervals(asked.kind, self.rests_on(asked, facts), on)


def whose_turn(turns: Iterable[Turn], around: Circumstances) -> Actor:
    """The actor of the first turn whose circumstances are as they are; nobody where there is none."""
    for turn in turns:
        if all(around.get(name, False) == holds for name, holds in turn.circumstances.items()):
            return turn.actor
    return Actor.NOBODY


def state_by_intervals(code: str, intervals: tuple[Interval, ...], on: dt.date) -> RequirementState:
    """The state of a requirement that is met while one fact of its kind holds."""
    span = span_around(intervals, on)
    return RequirementState(code, span.met, span.since, span.until, done=int(span.met), total=1)


class BadParameter(NamedTuple):
    """A parameter that a kind refuses, and why: "missing", "unread" or "least"."""

    name: str
    why: str


def bad_parameter(kind: RequirementKind, given: Parameters) -> BadParameter | None:
    """The first parameter that a kind needs and is not given, that it does not read, or that is less than one."""
    plain = Parameters()
    for each in fields(Parameters):
        value = getattr(given, each.name)
        is_given = value != getattr(plain, each.name)
        if each.name in kind.needs and not is_given and each.name != "count":
            return BadParameter(each.name, "missing")
        if is_given and each.name not in kind.needs | kind.allows:
            return BadParameter(each.name, "unread")
        if each.name in ("count", "months") and value is not None and value < 1:
            return BadParameter(each.name, "least")
    return None
