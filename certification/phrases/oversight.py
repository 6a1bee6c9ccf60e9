"""What the coordinator reads: each requirement of a supporter as a sentence, and what they can do."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certification.enums import Actor, Standing
from certification.phrases.kinds import Oversight, noun, phrases
from certification.rules.waiting import actor_of


def missing_of(missing: Sequence[str], total: int) -> str:
    """What a list says of the requirements that are not met: "Training, Session (5 of 7 met)"."""
    count = _("(%(met)s of %(total)s met)") % {"met": total - len(missing), "total": total}
    if not missing:
        # Translators: nothing is missing; then how many requirements are met.
        return _("Nothing %(count)s") % {"count": count}
    # Translators: what is missing, and how many requirements are met.
    return _("%(missing)s %(count)s") % {"missing": ", ".join(map(noun, missing)), "count": count}


def last_step(days: int) -> str:
    """When something last happened: "Today", "1 day ago"."""
    if not days:
        return _("Today")
    return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}


def place_of(section: str | None, campus: str | None) -> str:
    """Where somebody works: "Cardiology, Main Campus"."""
    if not section:
        return _("Section not set")
    # Translators: a section and its campus.
    return _("%(section)s, %(campus)s") % {"section": section, "campus": campus}


@dataclass(frozen=True, slots=True)
class RequirementLine:
    """One requirement of a supporter as the coordinator reads it."""

    title: str
    met: bool
    sentence: str
    actor: Actor
    # Not met because of a hold.
    holds: bool = False


def lines_of(of: Oversight) -> list[RequirementLine]:
    """One line for each requirement of the policy."""
    return [
        RequirementLine(
            noun(state.requirement),
            state.met,
            phrases()[state.requirement].overseen(state, of),
            actor_of(state, of.decision, of.circumstances),
            holds=phrases()[state.requirement].is_pause and not state.met,
        )
        for state in of.decision.states
    ]


def advice_of(of: Oversight) -> str:
    """What the coordinator can do for a supporter who waits for them; "" where nobody waits for the coordinator."""
    if of.decision.standing == Standing.PAUSED:
        is_open = of.circumstances.get("hold_is_open")
        return (
            _("They are paused without an end. Ask now and then how they are.") if is_open else ""
        )
    waits = (
        state.requirement
        for state in of.decision.unmet
        if actor_of(state, of.decision, of.circumstances) == Actor.COORDINATOR
    )
    return next((phrases()[requirement].advice(of) for requirement in waits), "")
