"""Who must act next: the gate's decision and the circumstances in, one actor out.

Pure. Each kind of requirement says as data whose turn it is; `certification.selectors.waiting` makes a queryset
expression of the same data, and a property test holds the two together.
"""

from certification.enums import Actor, Standing
from certification.rules.gate import Decision
from certification.rules.kinds import Circumstances, RequirementState, whose_turn
from certification.rules.requirements import kinds
from certification.rules.requirements.no_hold import WHILE_PAUSED

# The one circumstance that follows from the decision itself.
TRAINED = "trained"


def waits_on(decision: Decision, around: Circumstances) -> Actor:
    """The actor of the first unmet requirement, in the policy's order, on which somebody can act."""
    if decision.standing in (Standing.ACTIVE, Standing.INACTIVE):
        return Actor.NOBODY
    if decision.standing == Standing.PAUSED:
        return whose_turn(WHILE_PAUSED, around)
    actors = (actor_of(state, decision, around) for state in decision.unmet)
    return next((actor for actor in actors if actor != Actor.NOBODY), Actor.NOBODY)


def actor_of(state: RequirementState, decision: Decision, around: Circumstances) -> Actor:
    """Who must act on one requirement; nobody when it is met, or when something else must come first."""
    if state.met:
        return Actor.NOBODY
    known = {**around, TRAINED: decision.training_is_met}
    return whose_turn(kinds()[state.requirement].turns, known)
