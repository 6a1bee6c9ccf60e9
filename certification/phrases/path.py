"""What a supporter reads about their own path: one sentence for each requirement, one next step.

Dates are written as the last day on which something still holds, because that is what a person plans by.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.enums import Actor
from certification.phrases.kinds import phrases
from certification.phrases.surroundings import Action, Surroundings
from certification.rules.gate import Decision
from certification.rules.kinds import RequirementState
from certification.rules.waiting import actor_of


@dataclass(frozen=True, slots=True)
class Step:
    """One requirement as the person reads it. `action` is there for what only they can do, now or soon."""

    state: RequirementState
    title: str
    sentence: str
    actor: Actor
    action: Action | None = None

    @property
    def met(self) -> bool:
        return self.state.met

    @property
    def status(self) -> str:
        if self.met:
            return _("Done")
        if phrases()[self.state.requirement].is_pause:
            return _("Paused")
        return str(_TURNS[self.actor][0])

    @property
    def colour(self) -> str:
        return "green" if self.met else _TURNS[self.actor][1]


# Whose turn it is, as the person reads it.
_TURNS: dict[Actor, tuple[str | Promise, str]] = {
    Actor.SUPPORTER: (gettext_lazy("Your turn"), "yellow"),
    Actor.SECTION_LEADER: (gettext_lazy("Section leader"), "blue"),
    Actor.FACILITATOR: (gettext_lazy("Facilitator"), "blue"),
    Actor.COORDINATOR: (gettext_lazy("Program office"), "blue"),
    Actor.NOBODY: (gettext_lazy("Later"), "grey"),
}


def steps_of(decision: Decision, around: Surroundings) -> tuple[Step, ...]:
    """One step for each requirement of the policy, in its order."""
    return tuple(_step(state, decision, around) for state in decision.states)


def next_step(steps: tuple[Step, ...]) -> Step | None:
    """The first step that the person themselves can take; None when others must act, or nobody.

    What is unmet comes first, then what will end unless the person acts.
    """
    unmet = (step for step in steps if step.actor == Actor.SUPPORTER and step.action)
    ending = (step for step in steps if step.met and step.action)
    return next(unmet, None) or next(ending, None)


def _step(state: RequirementState, decision: Decision, around: Surroundings) -> Step:
    of = phrases()[state.requirement]
    said = (of.met if state.met else of.unmet)(state, decision, around)
    actor = actor_of(state, decision, around.circumstances)
    return Step(state, str(of.title), said.sentence, actor, said.action)
