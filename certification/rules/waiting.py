"""Who must act next: the gate's decision and the circumstances in, one actor out.

Pure. `certification.selectors.waiting` computes the same answer as a queryset expression; a property test
holds the two together.
"""

from dataclasses import dataclass

from certification.enums import TRAINING_REQUIREMENTS, Actor, Requirement, Standing
from certification.rules.gate import Decision, RequirementState


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What, beside the facts of the gate, decides who must act on a date."""

    # A leader, not the supporter themselves, leads the section in which the supporter works.
    has_leader: bool = False
    # A nomination waits for the supporter's answer.
    nominated: bool = False
    # A place in a foundational session that is still to come.
    has_place: bool = False
    # A place in a foundational session that is over, and nobody marked who came.
    unmarked: bool = False
    certified: bool = False
    # The last decision under a certificate in force was not to endorse.
    declined: bool = False
    # A hold in force has no end.
    hold_is_open: bool = False


def waits_on(decision: Decision, around: Circumstances) -> Actor:
    """The actor of the first unmet requirement, in the policy's order, on which somebody can act."""
    if decision.standing in (Standing.ACTIVE, Standing.INACTIVE):
        return Actor.NOBODY
    if decision.standing == Standing.PAUSED:
        return Actor.COORDINATOR if around.hold_is_open else Actor.NOBODY
    actors = (actor_of(state, decision, around) for state in decision.unmet)
    return next((actor for actor in actors if actor != Actor.NOBODY), Actor.NOBODY)


def actor_of(state: RequirementState, decision: Decision, around: Circumstances) -> Actor:
    """Who must act on one requirement; nobody when it is met, or when something else must come first."""
    if state.met:
        return Actor.NOBODY
    if state.requirement == Requirement.CERTIFICATE:
        return Actor.COORDINATOR if training_is_done(decision) else Actor.NOBODY
    return _ACTORS[state.requirement](around)


def training_is_done(decision: Decision) -> bool:
    """Whether no training requirement that the policy asks for is unmet."""
    return not any(state.requirement in TRAINING_REQUIREMENTS for state in decision.unmet)


def _for_nomination(around: Circumstances) -> Actor:
    return Actor.SUPPORTER if around.nominated else Actor.COORDINATOR


def _for_good_standing(around: Circumstances) -> Actor:
    return Actor.SECTION_LEADER if around.has_leader else Actor.COORDINATOR


def _for_live_session(around: Circumstances) -> Actor:
    if around.has_place:
        return Actor.NOBODY
    return Actor.FACILITATOR if around.unmarked else Actor.SUPPORTER


def _for_endorsement(around: Circumstances) -> Actor:
    if not around.certified:
        return Actor.NOBODY
    may_sign = around.has_leader and not around.declined
    return Actor.SECTION_LEADER if may_sign else Actor.COORDINATOR


_ACTORS = {
    Requirement.NOMINATION: _for_nomination,
    Requirement.GOOD_STANDING: _for_good_standing,
    Requirement.TRAINING: lambda around: Actor.SUPPORTER,
    Requirement.LIVE_SESSION: _for_live_session,
    Requirement.EXPECTATIONS: lambda around: Actor.SUPPORTER,
    Requirement.ENDORSEMENT: _for_endorsement,
    Requirement.NO_HOLD: lambda around: Actor.NOBODY,
}
