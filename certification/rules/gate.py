"""The gate: policy and facts on a date in, decision and reasons out.

Pure: no database, no clock. Lists of people read its answers from periods that
`certification.rules.periods` lays out by asking it.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from certification.enums import Standing
from certification.rules.intervals import covered, has_begun
from certification.rules.kinds import Asked, Facts, RequirementState
from certification.rules.requirements import kinds
from certification.rules.requirements.certificate import CERTIFICATE
from certification.rules.requirements.endorsement import ENDORSEMENT
from certification.rules.requirements.no_hold import HOLD

# The fact that somebody left the program.
LEFT = "left"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the policy in force on a date asks for, in order."""

    number: int
    asked: tuple[Asked, ...]
    # The policy's key.
    policy_id: int = 0

    @property
    def requirements(self) -> tuple[str, ...]:
        """The codes of the requirements."""
        return tuple(asked.kind for asked in self.asked)

    def of(self, requirement: str) -> Asked | None:
        """A requirement as the policy asks for it; None where it does not."""
        return next((asked for asked in self.asked if asked.kind == requirement), None)


# The facts that a standing rests on whatever the policy asks for, beside the first signs of activity that it asks for.
STANDING_RESTS_ON = (LEFT, HOLD, CERTIFICATE, ENDORSEMENT)


# Before the first policy nothing is asked, and nobody meets it.
NO_TERMS = Terms(0, ())


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gate says of one supporter on one date."""

    standing: Standing
    states: tuple[RequirementState, ...]
    on: dt.date
    policy: int

    def state(self, requirement: str) -> RequirementState | None:
        return next((s for s in self.states if s.requirement == requirement), None)

    @property
    def unmet(self) -> tuple[RequirementState, ...]:
        return tuple(state for state in self.states if not state.met)

    @property
    def met_count(self) -> int:
        return sum(state.met for state in self.states)

    @property
    def active_until(self) -> dt.date | None:
        """The first day on which something that is met today will end, if an end is known."""
        return min((s.until for s in self.states if s.met and s.until), default=None)

    @property
    def training_is_met(self) -> bool:
        """Whether a certificate is earned: every training requirement that the policy asks for is met, it asks for one
        at least, and the person is in the program."""
        asked = [state for state in self.states if kinds()[state.requirement].is_training]
        is_met = bool(asked) and all(state.met for state in asked)
        return is_met and self.standing != Standing.INACTIVE


def training_of(requirements: Iterable[str]) -> tuple[str, ...]:
    """Those of the requirements that a certificate certifies."""
    return tuple(code for code in requirements if kinds()[code].is_training)


@cache
def signs_of_activity(requirements: tuple[str, ...]) -> tuple[str, ...]:
    """The facts that show that somebody was active before, in force or not.

    An endorsement needs a certificate, and that needs the training; so beside an endorsement only a nomination
    and an attested good standing can still be missing for the first time.
    """
    first = [
        kind.fact for kind in kinds().values() if kind.is_first_sign and kind.code in requirements
    ]
    return (ENDORSEMENT, *first)


def decide(terms: Terms, facts: Facts, on: dt.date) -> Decision:
    """The gate's decision about one supporter on one date."""
    states = tuple(kinds()[asked.kind].state(asked, facts, on) for asked in terms.asked)
    return decide_from(states, terms, facts, on)


def decide_from(
    states: tuple[RequirementState, ...], terms: Terms, facts: Facts, on: dt.date
) -> Decision:
    """`decide`, where the states of the requirements on the date are known."""
    return Decision(_standing(states, facts, on), states, on, terms.number)


@dataclass(frozen=True, slots=True)
class StandingRule:
    """A standing, and when somebody has it, unless a rule before it holds. `when` is for the diagram of states."""

    standing: Standing
    when: str
    holds: Callable[[tuple[RequirementState, ...], Facts, dt.date], bool]


def _was_active(states: tuple[RequirementState, ...], facts: Facts, on: dt.date) -> bool:
    signs = signs_of_activity(tuple(state.requirement for state in states))
    return all(has_begun(facts.of(fact), on) for fact in signs)


# The first that holds is the standing; the last one always does.
STANDINGS = (
    StandingRule(
        Standing.INACTIVE, "left the program", lambda states, facts, on: covered(facts.of(LEFT), on)
    ),
    StandingRule(
        Standing.PAUSED, "a hold is in force", lambda states, facts, on: covered(facts.of(HOLD), on)
    ),
    StandingRule(
        Standing.ACTIVE,
        "every requirement is met",
        # A policy that asks for nothing activates nobody.
        lambda states, facts, on: bool(states) and all(state.met for state in states),
    ),
    StandingRule(Standing.LAPSED, "was active before", _was_active),
    StandingRule(
        Standing.AWAITING_ENDORSEMENT,
        "holds a certificate",
        lambda states, facts, on: covered(facts.of(CERTIFICATE), on),
    ),
    StandingRule(Standing.IN_TRAINING, "none of these", lambda states, facts, on: True),
)


def _standing(states: tuple[RequirementState, ...], facts: Facts, on: dt.date) -> Standing:
    return next(rule.standing for rule in STANDINGS if rule.holds(states, facts, on))
