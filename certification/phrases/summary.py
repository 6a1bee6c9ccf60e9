"""Where a supporter stands, in a sentence or two, and its colour."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.enums import Actor, Standing
from certification.phrases.kinds import phrases
from certification.phrases.path import Step
from certification.phrases.surroundings import Surroundings
from certification.rules.gate import Decision
from certification.rules.requirements import kinds
from certification.rules.requirements.endorsement import ENDORSEMENT
from certification.rules.requirements.no_hold import NO_HOLD
from portal.common.words import last_day, listed

COLOURS = {
    Standing.IN_TRAINING: "blue",
    Standing.AWAITING_ENDORSEMENT: "yellow",
    Standing.ACTIVE: "green",
    Standing.PAUSED: "grey",
    Standing.LAPSED: "orange",
    Standing.INACTIVE: "grey",
}

_OTHERS: dict[Actor, str | Promise] = {
    Actor.SECTION_LEADER: gettext_lazy("your section’s leader"),
    Actor.FACILITATOR: gettext_lazy("the session’s facilitator"),
    Actor.COORDINATOR: gettext_lazy("the program office"),
}


def summary_of(decision: Decision, around: Surroundings) -> str:
    """The standing in a sentence or two to the person themselves."""
    return {
        Standing.IN_TRAINING: _in_training,
        Standing.AWAITING_ENDORSEMENT: _awaiting,
        Standing.ACTIVE: _active,
        Standing.PAUSED: _paused,
        Standing.LAPSED: _lapsed,
        Standing.INACTIVE: _inactive,
    }[decision.standing](decision, around)


def waited_for(steps: tuple[Step, ...]) -> str:
    """Who the person waits for: "your section’s leader and the program office"; "" for nobody."""
    actors = dict.fromkeys(step.actor for step in steps if not step.met)
    return listed(_OTHERS[actor] for actor in actors if actor in _OTHERS)


def _in_training(decision: Decision, around: Surroundings) -> str:
    if all(kinds()[state.requirement].is_given for state in decision.states if state.met):
        return _("You are at the beginning of your path to becoming a peer supporter.")
    return _("You are on your way to becoming a peer supporter.")


def _awaiting(decision: Decision, around: Surroundings) -> str:
    endorsement = decision.state(ENDORSEMENT)
    if around.has("declined") and endorsement is not None and not endorsement.met:
        return _("You are certified, and not endorsed at this time.")
    if all(phrases()[state.requirement].signed for state in decision.unmet):
        return _("You are certified. Only your section’s leader must still sign.")
    return _("You are certified. Something else is still missing: see below.")


def _active(decision: Decision, around: Surroundings) -> str:
    until = decision.active_until
    if until is None:
        return _("You are an active peer supporter.")
    return _("You are an active peer supporter, through %(day)s.") % {"day": last_day(until)}


def _paused(decision: Decision, around: Surroundings) -> str:
    state = decision.state(NO_HOLD)
    if state and state.until:
        return _("You are paused through %(day)s. Nothing that you did is lost.") % {
            "day": last_day(state.until)
        }
    return _("You are paused. Nothing that you did is lost.")


def _lapsed(decision: Decision, around: Surroundings) -> str:
    ended = [(state.until, state.requirement) for state in decision.unmet if state.until]
    if not ended:
        return _("You are not active now, because something new is asked of you: see below.")
    on, requirement = min(ended)
    return str(phrases()[requirement].lapsed) % {"day": last_day(on)}


def _inactive(decision: Decision, around: Surroundings) -> str:
    return _("You are no longer in the program. What you did stays on record.")
