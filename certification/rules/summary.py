"""Where a supporter stands, in one sentence, and its colour. Pure."""

import datetime as dt

from certification.enums import Actor, Standing
from certification.rules.gate import Decision
from certification.rules.path import Step, Surroundings
from portal.common.words import last_day

COLOURS = {
    Standing.IN_TRAINING: "blue",
    Standing.AWAITING_ENDORSEMENT: "yellow",
    Standing.ACTIVE: "green",
    Standing.PAUSED: "grey",
    Standing.LAPSED: "orange",
    Standing.INACTIVE: "grey",
}

# How a sentence names what ended.
_NAMES = {
    "nomination": "your nomination",
    "good_standing": "the statement of your good standing",
    "training": "part of your training",
    "live_session": "your live session",
    "expectations": "your signature under the expectations",
    "certificate": "your certificate",
    "endorsement": "your endorsement",
}

_OTHERS = {
    Actor.SECTION_LEADER: "your section’s leader",
    Actor.FACILITATOR: "the session’s facilitator",
    Actor.COORDINATOR: "the program office",
}


def summary_of(decision: Decision, around: Surroundings) -> str:
    """The standing in one sentence to the person themselves."""
    return {
        Standing.IN_TRAINING: _in_training,
        Standing.AWAITING_ENDORSEMENT: _awaiting,
        Standing.ACTIVE: _active,
        Standing.PAUSED: _paused,
        Standing.LAPSED: _lapsed,
        Standing.INACTIVE: _inactive,
    }[decision.standing](decision, around)


def waited_for(steps: tuple[Step, ...]) -> str:
    """Whom the person waits for: "your section’s leader and the program office"; "" for nobody."""
    actors = dict.fromkeys(step.actor for step in steps if not step.met)
    return " and ".join(_OTHERS[actor] for actor in actors if actor in _OTHERS)


def active_until(decision: Decision) -> dt.date | None:
    """The first day on which something that is met today will end, if an end is known."""
    return min(
        (state.until for state in decision.states if state.met and state.until), default=None
    )


def _in_training(decision: Decision, around: Surroundings) -> str:
    if not decision.met_count or decision.met_count == sum(
        state.requirement in ("nomination", "no_hold") for state in decision.states if state.met
    ):
        return "You are at the beginning of your path to becoming a peer supporter."
    return "You are on your way to becoming a peer supporter."


def _awaiting(decision: Decision, around: Surroundings) -> str:
    missing = {state.requirement for state in decision.unmet}
    if around.has("declined") and "endorsement" in missing:
        return "You are certified, and not endorsed at this time."
    if missing <= {"endorsement", "good_standing"}:
        return "You are certified. Only your section’s leader must still sign."
    return "You are certified. Something else is still missing: see below."


def _active(decision: Decision, around: Surroundings) -> str:
    until = active_until(decision)
    through = f", through {last_day(until)}" if until else ""
    return f"You are an active peer supporter{through}."


def _paused(decision: Decision, around: Surroundings) -> str:
    state = decision.state("no_hold")
    if state and state.until:
        return f"You are paused through {last_day(state.until)}. Nothing that you did is lost."
    return "You are paused. Nothing that you did is lost."


def _lapsed(decision: Decision, around: Surroundings) -> str:
    ended = [(state.until, state.requirement) for state in decision.unmet if state.until]
    if not ended:
        return "You are not active now, because something new is asked of you: see below."
    on, requirement = min(ended)
    return f"You were active through {last_day(on)}. Then {_NAMES[requirement]} ended."


def _inactive(decision: Decision, around: Surroundings) -> str:
    return "You are no longer in the program. What you did stays on record."
