"""What people read about the statement of good standing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.phrases.kinds import Oversight, RequirementPhrases
from certification.phrases.signing import appoint, ended, named, nobody_signs, wrote_on
from certification.phrases.surroundings import Said, Surroundings, together
from certification.rules.gate import Decision
from certification.rules.kinds import RequirementState
from certification.rules.requirements.nomination import NOMINATION
from portal.common.words import day, last_day


def _met(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    if state.until is None:
        return Said(_("Attested on %(day)s.") % {"day": day(state.since)})
    days = {"day": day(state.since), "until": last_day(state.until)}
    return Said(_("Attested on %(day)s, valid through %(until)s.") % days)


def _unmet(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    if not around.has("has_leader"):
        return Said(together(ended(state), nobody_signs()))
    if state.until:
        return Said(together(ended(state), _again(around)))
    asked = decision.state(NOMINATION)
    return Said(together(_first(around), wrote_on(asked.since if asked else None)))


def _first(around: Surroundings) -> str:
    if around.leader_is_head:
        return _("Your section head, %(leader)s, must attest it.") % named(around)
    return _("Your section leader, %(leader)s, must attest it.") % named(around)


def _again(around: Surroundings) -> str:
    if around.leader_is_head:
        return _("Your section head, %(leader)s, must attest it again.") % named(around)
    return _("Your section leader, %(leader)s, must attest it again.") % named(around)


def _advice(of: Oversight) -> str:
    return appoint()


PHRASES = RequirementPhrases(
    noun=gettext_lazy("Good standing"),
    title=gettext_lazy("Good standing"),
    met=_met,
    unmet=_unmet,
    lapsed=gettext_lazy(
        "You were active through %(day)s. Then the statement of your good standing ended."
    ),
    advice=_advice,
    signed=gettext_lazy("that you are in good standing"),
)
