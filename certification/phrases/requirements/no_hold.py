"""What people read about pauses."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.phrases.kinds import Oversight, RequirementPhrases
from certification.phrases.surroundings import Said, Surroundings
from certification.rules.gate import Decision
from certification.rules.kinds import RequirementState
from portal.common.words import day, last_day


def _met(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    if state.until:
        return Said(_("A pause begins on %(day)s.") % {"day": day(state.until)})
    return Said(_("No pause is set."))


def _unmet(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    if state.until:
        return Said(_("You are paused through %(day)s.") % {"day": last_day(state.until)})
    return Said(_("You are paused, until you and the program office end it."))


def _overseen(state: RequirementState, of: Oversight) -> str:
    if state.met and state.until:
        return _("None today; the next begins on %(day)s.") % {"day": day(state.until)}
    if state.met:
        return _("None.")
    if state.until:
        return _("Until %(day)s.") % {"day": last_day(state.until)}
    return _("Without an end.")


PHRASES = RequirementPhrases(
    noun=gettext_lazy("No hold"),
    title=gettext_lazy("No pause"),
    met=_met,
    unmet=_unmet,
    lapsed=gettext_lazy("You were active through %(day)s. Then a pause began."),
    overseen=_overseen,
    is_pause=True,
)
