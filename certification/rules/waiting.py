"""Who must act next: the gate's decision and the circumstances in, one actor out.

Pure. Each kind of requirement says as data whose turn it is. Much of it follows from the facts alone: `turns_left` says
what does not, and periods keep that for the lists (`certification.selectors.waiting`).
"""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from itertools import chain

from certification.enums import Actor, Standing
from certification.rules.gate import Decision
from certification.rules.kinds import Circumstances, Facts, RequirementState, Turn, whose_turn
from certification.rules.requirements import kinds
from certification.rules.requirements.no_hold import WHILE_PAUSED

# The one circumstance that follows from the decision itself.
TRAINED = "trained"


def waits_on(decision: Decision, around: Circumstances) -> Actor:
    """The actor of the first unmet requirement, in the policy's order, on which somebody can act."""
    return whose_turn(_turns_of(decision), {**around, TRAINED: decision.training_is_met})


def actor_of(state: RequirementState, decision: Decision, around: Circumstances) -> Actor:
    """Who must act on one requirement; nobody when it is met, or when something else must come first."""
    if state.met:
        return Actor.NOBODY
    known = {**around, TRAINED: decision.training_is_met}
    return whose_turn(kinds()[state.requirement].turns, known)


@cache
def facts_with_circumstances() -> frozenset[str]:
    """The kinds of fact from which circumstances follow."""
    return frozenset(kind.fact for kind in kinds().values() if kind.known)


def known_from(facts: Facts, on: dt.date) -> dict[str, bool]:
    """The circumstances that follow from facts alone, each by its name."""
    every = (kind.known.items() for kind in kinds().values())
    return {name: holds(facts, on) for name, holds in chain.from_iterable(every)}


def missing_circumstances(decision: Decision, known: Circumstances) -> set[str]:
    """The circumstances that still decide whose turn an unmet requirement is, beside those that are known."""
    turns = [turn for state in decision.unmet for turn in kinds()[state.requirement].turns]
    possible = [turn.circumstances for turn in turns if _is_possible(turn, known)]
    return {name for circumstances in possible for name in circumstances} - known.keys() - {TRAINED}


def turns_left(decision: Decision, facts: Facts) -> tuple[Turn, ...]:
    """The turns that can still be somebody's, in order, each with the circumstances that no fact decides.

    The first of them that holds says who must act next; nobody does when none holds.
    """
    known = {**known_from(facts, decision.on), TRAINED: decision.training_is_met}
    left: list[Turn] = []
    for turn in _turns_of(decision):
        if not _is_possible(turn, known):
            continue
        asked = {name: holds for name, holds in turn.circumstances.items() if name not in known}
        left.append(Turn(asked, turn.actor))
        if not asked:
            break
    return tuple(left)


def turns_code(turns: Iterable[Turn]) -> str:
    """Turns as a period keeps them: "has_place=0&unmarked=1:facilitator|supporter"; "" for none."""
    return "|".join(
        ":".join(filter(None, ["&".join(_asked(turn)), turn.actor.value])) for turn in turns
    )


def turns_in(code: str) -> tuple[Turn, ...]:
    """The turns that `turns_code` wrote."""
    found = []
    for each in code.split("|") if code else ():
        asked, _, actor = each.rpartition(":")
        pairs = (pair.split("=") for pair in asked.split("&") if pair)
        found.append(Turn({name: holds == "1" for name, holds in pairs}, Actor(actor)))
    return tuple(found)


def _is_possible(turn: Turn, known: Circumstances) -> bool:
    return all(known.get(name, holds) == holds for name, holds in turn.circumstances.items())


def _turns_of(decision: Decision) -> Iterable[Turn]:
    if decision.standing in (Standing.ACTIVE, Standing.INACTIVE):
        return ()
    if decision.standing == Standing.PAUSED:
        return WHILE_PAUSED
    return chain.from_iterable(kinds()[state.requirement].turns for state in decision.unmet)


def _asked(turn: Turn) -> list[str]:
    return [f"{name}={int(holds)}" for name, holds in sorted(turn.circumstances.items())]
