"""What people read about the certificate."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certification.phrases.kinds import Oversight, RequirementPhrases, noun, seen_by_coordinator
from certification.phrases.signing import ended
from certification.phrases.surroundings import Said, Surroundings, together
from certification.rules.claims import Undrawable
from certification.rules.gate import Decision, training_of
from certification.rules.kinds import RequirementState
from certification.rules.requirements.certificate import CERTIFICATE
from portal.common.words import day, last_day, listed


def _met(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    if state.until is None:
        return Said(_("Issued on %(day)s.") % {"day": day(state.since)})
    days = {"day": day(state.since), "until": last_day(state.until)}
    return Said(_("Issued on %(day)s, valid through %(until)s.") % days)


def _unmet(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    if around.revoked_on and around.certificate is None:
        revoked = _("It was revoked on %(day)s, because your attendance was corrected.") % {
            "day": day(around.revoked_on)
        }
        again = _("A new one comes by itself when everything above is done.")
        return Said(together(revoked, again))
    if state.until:
        return Said(together(ended(state), _("The program office can renew it.")))
    if not decision.training_is_met:
        training = training_of(each.requirement for each in decision.states)
        named = {"requirements": listed(noun(code).lower() for code in training)}
        return Said(_("It comes by itself after %(requirements)s.") % named)
    return Said(
        _(
            "We are preparing it, and email you once your session has begun. If you have nothing by tomorrow, write to the program office."
        )
    )


def _overseen(state: RequirementState, of: Oversight) -> str:
    if of.undrawable == Undrawable():
        return seen_by_coordinator(state, of)
    why = _in_name if of.undrawable.in_name else _in_titles
    comes = _("Once that is changed, the certificate comes by itself within a day.")
    return together(why(of.undrawable), comes)


def _in_name(found: Undrawable) -> str:
    letters = {"letters": " ".join(found.in_name)}
    return (
        ngettext(
            "The certificate cannot be made, because the name holds a character that our typeface lacks: %(letters)s. "
            "Ask how the name may be written without it.",
            "The certificate cannot be made, because the name holds characters that our typeface lacks: %(letters)s. "
            "Ask how the name may be written without them.",
            len(found.in_name),
        )
        % letters
    )


def _in_titles(found: Undrawable) -> str:
    letters = {"letters": " ".join(found.in_titles)}
    return (
        ngettext(
            "The certificate cannot be made, because a title of the training holds a character that our typeface lacks: "
            "%(letters)s. Publish the title without it.",
            "The certificate cannot be made, because a title of the training holds characters that our typeface lacks: "
            "%(letters)s. Publish the title without them.",
            len(found.in_titles),
        )
        % letters
    )


def _advice(of: Oversight) -> str:
    state = of.decision.state(CERTIFICATE)
    if state is not None and state.until is not None:
        return _("Their certificate has ended. Renew it below: on the training as it counts today.")
    return _(
        "Their certificate could not be made yet. The portal tries again every night, and its log says why."
    )


PHRASES = RequirementPhrases(
    noun=gettext_lazy("Certificate"),
    title=gettext_lazy("Certificate"),
    met=_met,
    unmet=_unmet,
    lapsed=gettext_lazy("You were active through %(day)s. Then your certificate ended."),
    overseen=_overseen,
    advice=_advice,
)
