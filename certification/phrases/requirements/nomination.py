"""What people read about the nomination."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.phrases.kinds import Oversight, RequirementPhrases
from certification.phrases.surroundings import Action, Said, Surroundings
from certification.rules.gate import Decision
from certification.rules.kinds import RequirementState
from portal.common.words import day


def _met(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    return Said(_("You accepted it on %(day)s.") % {"day": day(state.since)})


def _unmet(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    if around.nomination is None:
        return Said(_("Nobody has nominated you yet. The program office can help."))
    answer = Action(_("Answer the nomination"), "certification:nomination", (around.nomination,))
    return Said(_("A colleague nominated you. Say yes or no."), answer)


def _advice(of: Oversight) -> str:
    return _("Ask a colleague of theirs to nominate them.")


PHRASES = RequirementPhrases(
    noun=gettext_lazy("Nomination"),
    title=gettext_lazy("Nomination"),
    met=_met,
    unmet=_unmet,
    lapsed=gettext_lazy("You were active through %(day)s. Then your nomination ended."),
    advice=_advice,
)
