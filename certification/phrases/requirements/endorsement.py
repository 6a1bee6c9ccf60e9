"""What people read about the endorsement."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.phrases.kinds import Oversight, RequirementPhrases
from certification.phrases.signing import appoint, ended, named, nobody_signs, wrote_on
from certification.phrases.surroundings import Said, Surroundings, together
from certification.rules.gate import Decision
from certification.rules.kinds import RequirementState
from portal.common.words import day, last_day


def _met(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    if state.until is None:
        return Said(_("Signed on %(day)s.") % {"day": day(state.since)})
    days = {"day": day(state.since), "until": last_day(state.until)}
    return Said(_("Signed on %(day)s, valid through %(until)s.") % days)


def _unmet(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    if not around.has("certified"):
        return Said(together(ended(state), _later(around)))
    if around.has("declined"):
        return Said(
            _(
                "Your section’s leader did not endorse you at this time. No reason is kept. "
                "The program office is happy to talk with you."
            )
        )
    if not around.has("has_leader"):
        return Said(together(ended(state), nobody_signs()))
    if state.until:
        return Said(together(ended(state), _again(around)))
    return Said(together(_first(around), wrote_on(around.certificate_on)))


def _later(around: Surroundings) -> str:
    if not around.leader:
        return _("We ask your section’s leader for it when you are certified.")
    if around.leader_is_head:
        return _("We ask your section head, %(leader)s, for it when you are certified.") % named(
            around
        )
    return _("We ask your section leader, %(leader)s, for it when you are certified.") % named(
        around
    )


def _first(around: Surroundings) -> str:
    if around.leader_is_head:
        return _("Your section head, %(leader)s, must sign it.") % named(around)
    return _("Your section leader, %(leader)s, must sign it.") % named(around)


def _again(around: Surroundings) -> str:
    if around.leader_is_head:
        return _("Your section head, %(leader)s, must sign it again.") % named(around)
    return _("Your section leader, %(leader)s, must sign it again.") % named(around)


def _advice(of: Oversight) -> str:
    if not of.circumstances.get("declined"):
        return appoint()
    return _(
        "A leader of their section decided not to endorse them at this time. Talk with both, each alone. "
        "A leader can still endorse them at any time."
    )


PHRASES = RequirementPhrases(
    noun=gettext_lazy("Endorsement"),
    title=gettext_lazy("Endorsement"),
    met=_met,
    unmet=_unmet,
    lapsed=gettext_lazy("You were active through %(day)s. Then your endorsement ended."),
    advice=_advice,
    signed=gettext_lazy("that they endorse you"),
)
