"""What people read about each kind of requirement.

The kinds are the modules of `certification.phrases.requirements`; each declares `PHRASES`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from certification.phrases import requirements
from certification.phrases.surroundings import Said, Surroundings
from certification.rules.claims import Undrawable
from certification.rules.gate import Decision
from certification.rules.kinds import Asked, Circumstances, RequirementState
from curriculum.rules.kinds import modules_of
from portal.common.words import day, last_day


@dataclass(frozen=True, slots=True)
class Oversight:
    """What the coordinator's sentences about a supporter are made of."""

    decision: Decision
    circumstances: Circumstances
    # What keeps a certificate that is due from being made.
    undrawable: Undrawable = field(default_factory=Undrawable)


def seen_by_coordinator(state: RequirementState, of: Oversight) -> str:
    """Since when and until when: what the coordinator reads where a kind has nothing else to say."""
    if not state.met:
        return _("Not since %(day)s.") % {"day": day(state.until)} if state.until else _("Not yet.")
    if state.since is None:
        return _("Met.")
    days = {"since": day(state.since), "until": last_day(state.until) if state.until else ""}
    if state.until is None:
        return _("Since %(since)s.") % days
    return _("Since %(since)s, through %(until)s.") % days


def no_advice(of: Oversight) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class RequirementPhrases:
    """The sentences of one kind of requirement."""

    # What is missing where it is not met, to the coordinator: "Training", not "Training completed".
    noun: str | Promise
    # Its title on a person's own page.
    title: str | Promise
    # The sentence to the person where it is met, and where it is not.
    met: Callable[[RequirementState, Decision, Surroundings], Said]
    unmet: Callable[[RequirementState, Decision, Surroundings], Said]
    # "You were active through %(day)s. Then your endorsement ended."
    lapsed: str | Promise
    overseen: Callable[[RequirementState, Oversight], str] = seen_by_coordinator
    # What the coordinator can do while the supporter waits for them because of it.
    advice: Callable[[Oversight], str] = no_advice
    # What it asks of a nominee who accepts, as safe HTML: from what the policy asks, and the minutes that it takes.
    involves: Callable[[Asked, int | None], str] | None = None
    # What a leader's signature says: "that you are in good standing". Empty: no leader signs it.
    signed: str | Promise = ""
    # Where it is not met, that is a pause and nobody's turn.
    is_pause: bool = False


@cache
def phrases() -> Mapping[str, RequirementPhrases]:
    """The sentences of every kind of requirement, by its code."""
    found = modules_of(requirements.__name__, requirements.__path__)
    return {code: module.PHRASES for code, module in found.items()}


def noun(requirement: str) -> str:
    """What a requirement is called."""
    return str(phrases()[requirement].noun)
