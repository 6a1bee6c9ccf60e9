"""What a supporter reads about their own path: one sentence for each requirement, one next step.

Pure: the gate's decision and what surrounds it in, sentences out. Dates are written as the last day on
which something still holds, because that is what a person plans by.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse

from certification.enums import Actor
from certification.rules.gate import Decision
from certification.rules.kinds import Circumstances, RequirementState
from certification.rules.waiting import actor_of
from portal.common.navigation import address
from portal.common.words import day, duration, last_day


@dataclass(frozen=True, slots=True)
class Action:
    """A button or link: its text, the name of its address, and the address's arguments."""

    text: str
    to: str
    args: tuple[int | str, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.to, args=self.args) if self.args else address(self.to)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the sentences name beside the decision."""

    circumstances: Circumstances = field(default_factory=dict)
    # The section's head, or another leader where there is no head: "Hal Example, MD"; "" without a leader.
    leader: str = ""
    leader_is_head: bool = False
    # The open nomination that the person can answer.
    nomination: int | None = None
    minutes_left: int = 0
    training_begun: bool = False
    # The next foundational session with a place, or a place on its waitlist.
    session: int | None = None
    session_on: dt.date | None = None
    waits_for_session: bool = False
    # The newest certificate that was not revoked, in force or not.
    certificate: int | None = None
    certificate_on: dt.date | None = None
    # When one was revoked last.
    revoked_on: dt.date | None = None

    def has(self, circumstance: str) -> bool:
        return self.circumstances.get(circumstance, False)


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
        if self.state.requirement == "no_hold" and not self.met:
            return "Paused"
        return "Done" if self.met else _TURNS[self.actor][0]

    @property
    def colour(self) -> str:
        return "green" if self.met else _TURNS[self.actor][1]


# Whose turn it is, as the person reads it.
_TURNS = {
    Actor.SUPPORTER: ("Your turn", "yellow"),
    Actor.SECTION_LEADER: ("Section leader", "blue"),
    Actor.FACILITATOR: ("Facilitator", "blue"),
    Actor.COORDINATOR: ("Program office", "blue"),
    Actor.NOBODY: ("Later", "grey"),
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
    title, met, unmet = _WORDS[state.requirement]
    sentence, action = (met if state.met else unmet)(state, decision, around)
    return Step(state, title, sentence, actor_of(state, decision, around.circumstances), action)


_Said = tuple[str, Action | None]
_Say = Callable[[RequirementState, Decision, Surroundings], _Said]


def _since(verb: str) -> _Say:
    def say(state: RequirementState, decision: Decision, around: Surroundings) -> _Said:
        return f"{verb} on {day(state.since)}.", None  # type: ignore[arg-type]  # met: it began

    return say


def _through(verb: str) -> _Say:
    def say(state: RequirementState, decision: Decision, around: Surroundings) -> _Said:
        ends = f", valid through {last_day(state.until)}" if state.until else ""
        return f"{verb} on {day(state.since)}{ends}.", None  # type: ignore[arg-type]

    return say


def _nomination_missing(state: RequirementState, decision: Decision, around: Surroundings) -> _Said:
    if around.nomination is None:
        return "Nobody has nominated you yet. The program office can help.", None
    action = Action("Answer the nomination", "certification:nomination", (around.nomination,))
    return "A colleague nominated you. Say yes or no.", action


def _good_standing_missing(
    state: RequirementState, decision: Decision, around: Surroundings
) -> _Said:
    ended = _ended(state)
    if not around.has("has_leader"):
        return f"{ended}{_NO_LEADER}", None
    asked = decision.state("nomination")
    wrote = (
        f" We wrote to them on {day(asked.since)}." if asked and asked.since and not ended else ""
    )
    return f"{ended}{_leader(around)} must attest it{_again(ended)}.{wrote}", None


def _training_done(state: RequirementState, decision: Decision, around: Surroundings) -> _Said:
    done = f"You finished {_modules(state.total)} on {day(state.since)}."  # type: ignore[arg-type]
    if state.until is None:
        return done, None
    again = Action("Look at what changed", "curriculum:training")
    return f"{done} Something changed: look at it before {day(state.until)}.", again


def _training_missing(state: RequirementState, decision: Decision, around: Surroundings) -> _Said:
    left = f"about {duration(around.minutes_left)}"
    if not around.training_begun:
        whole = f"{state.total} modules, {left} in all, whenever you like."
        return whole, Action("Start the training", "curriculum:training")
    done = f"{state.done} of {state.total} modules done, {left} left."
    changed = f"Something changed on {day(state.until)}. " if state.until else ""
    return changed + done, Action("Continue the training", "curriculum:training")


def _session_missing(state: RequirementState, decision: Decision, around: Surroundings) -> _Said:
    see = (
        Action("See the session", "curriculum:session", (around.session,))
        if around.session
        else None
    )
    if around.has("has_place") and around.session_on:
        return f"You have a place on {day(around.session_on)}. See you there.", see
    if around.waits_for_session and around.session_on:
        waits = f"You are on the waitlist for {day(around.session_on)}. Another date may be free."
        return waits, Action("See all sessions", "curriculum:sessions")
    if around.has("has_place"):
        # It has begun: it is no session to come, and until midnight no one of the past.
        return "Your session is today. It counts once the facilitator has marked who came.", None
    if around.has("unmarked"):
        return "You had a place in a session. The facilitator must mark who came.", None
    choose = Action("Choose a session", "curriculum:sessions")
    return "Two hours with a facilitator and colleagues. Choose the date that suits you.", choose


def _expectations_met(state: RequirementState, decision: Decision, around: Surroundings) -> _Said:
    signed = f"You signed them on {day(state.since)}."  # type: ignore[arg-type]
    if state.until is None:
        return signed, None
    again = Action("Read and sign", "curriculum:expectations")
    return f"{signed} They changed: sign the new edition before {day(state.until)}.", again


def _expectations_missing(
    state: RequirementState, decision: Decision, around: Surroundings
) -> _Said:
    sign = Action("Read and sign", "curriculum:expectations")
    if state.until:
        return "They changed. Read and sign the new edition.", sign
    return "What you undertake as a supporter. Reading and signing takes about five minutes.", sign


def _certificate_missing(
    state: RequirementState, decision: Decision, around: Surroundings
) -> _Said:
    if around.revoked_on and around.certificate is None:
        revoked = (
            f"It was revoked on {day(around.revoked_on)}, because your attendance was corrected."
        )
        return f"{revoked} A new one comes by itself when everything above is done.", None
    if state.until:
        return f"{_ended(state)}The program office can renew it.", None
    if not decision.training_is_met:
        return "It comes by itself when training, session and expectations are done.", None
    return (
        "It is made when your session has begun. If you have no mail by tomorrow, write to the program office.",
        None,
    )


def _endorsement_missing(
    state: RequirementState, decision: Decision, around: Surroundings
) -> _Said:
    ended = _ended(state)
    if not around.has("certified"):
        return (
            f"{ended}We ask {_leader(around, 'your section’s leader')} for it when you are certified.",
            None,
        )
    if around.has("declined"):
        return (
            "Your section’s leader did not endorse you at this time. No reason is kept. "
            "The program office is happy to talk with you.",
            None,
        )
    if not around.has("has_leader"):
        return f"{ended}{_NO_LEADER}", None
    on = around.certificate_on
    wrote = f" We wrote to them on {day(on)}." if on and not ended else ""
    return f"{ended}{_leader(around)} must sign it{_again(ended)}.{wrote}", None


def _no_hold(state: RequirementState, decision: Decision, around: Surroundings) -> _Said:
    if state.until:
        return f"A pause begins on {day(state.until)}.", None
    return "No pause is set.", None


def _held(state: RequirementState, decision: Decision, around: Surroundings) -> _Said:
    if state.until:
        return f"You are paused through {last_day(state.until)}.", None
    return "You are paused, until you and the program office end it.", None


_NO_LEADER = "Nobody in our list can sign for your section. The program office must add a leader."


def _leader(around: Surroundings, nobody: str = "") -> str:
    if not around.leader:
        return nobody
    role = "head" if around.leader_is_head else "leader"
    return f"{'your' if nobody else 'Your'} section {role}, {around.leader},"


def _ended(state: RequirementState) -> str:
    return f"It ended on {last_day(state.until)}. " if state.until else ""


def _again(ended: str) -> str:
    return " again" if ended else ""


def _modules(total: int) -> str:
    return "the module" if total == 1 else f"all {total} modules"


_WORDS: dict[str, tuple[str, _Say, _Say]] = {
    "nomination": ("Nomination", _since("You accepted it"), _nomination_missing),
    "good_standing": ("Good standing", _through("Attested"), _good_standing_missing),
    "training": ("Training", _training_done, _training_missing),
    "live_session": ("Live session", _since("You attended"), _session_missing),
    "expectations": ("Expectations", _expectations_met, _expectations_missing),
    "certificate": ("Certificate", _through("Issued"), _certificate_missing),
    "endorsement": ("Endorsement", _through("Signed"), _endorsement_missing),
    "no_hold": ("No pause", _no_hold, _held),
}
