"""What people read about the training."""

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certification.phrases.kinds import Oversight, RequirementPhrases, seen_by_coordinator
from certification.phrases.surroundings import Action, Said, Surroundings, together
from certification.rules.gate import Decision
from certification.rules.kinds import Asked, RequirementState
from portal.common.words import about, day, duration


def _met(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    done = ngettext(
        "You finished the module on %(day)s.",
        "You finished all %(count)d modules on %(day)s.",
        state.total,
    ) % {"count": state.total, "day": day(state.since)}
    if state.until is None:
        return Said(done)
    changed = _("Something changed: look at it before %(day)s.") % {"day": day(state.until)}
    again = Action(_("Look at what changed"), "curriculum:training")
    return Said(together(done, changed), again)


def _unmet(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    left = duration(around.minutes_left)
    if not around.training_begun:
        whole = ngettext(
            "%(count)d module, about %(duration)s in all, whenever you like.",
            "%(count)d modules, about %(duration)s in all, whenever you like.",
            state.total,
        ) % {"count": state.total, "duration": left}
        return Said(whole, Action(_("Start the training"), "curriculum:training"))
    changed = _("Something changed on %(day)s.") % {"day": day(state.until)} if state.until else ""
    done = _("%(done)d of %(total)d modules done, about %(duration)s left.") % {
        "done": state.done,
        "total": state.total,
        "duration": left,
    }
    again = Action(_("Continue the training"), "curriculum:training")
    return Said(together(changed, done), again)


def _overseen(state: RequirementState, of: Oversight) -> str:
    if state.met or state.total < 2:
        return seen_by_coordinator(state, of)
    counted = {"done": state.done, "total": state.total}
    if state.until is None:
        return _("Not yet, %(done)d of %(total)d modules.") % counted
    counted_since = {**counted, "day": day(state.until)}
    return _("Not since %(day)s, %(done)d of %(total)d modules.") % counted_since


def _involves(asked: Asked, minutes: int | None) -> str:
    if not minutes:
        return mark_safe(  # noqa: S308 (a text of ours)
            _(
                "<strong>Training online</strong> in small modules, at your own pace, "
                "on a phone if you like."
            )
        )
    return format_html(
        _(
            "<strong>About {duration} of training online</strong> in small modules, "
            "at your own pace, on a phone if you like."
        ),
        duration=about(minutes),
    )


PHRASES = RequirementPhrases(
    noun=gettext_lazy("Training"),
    title=gettext_lazy("Training"),
    met=_met,
    unmet=_unmet,
    lapsed=gettext_lazy("You were active through %(day)s. Then part of your training ended."),
    overseen=_overseen,
    involves=_involves,
)
