"""What people read about the expectations."""

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.phrases.kinds import RequirementPhrases
from certification.phrases.surroundings import Action, Said, Surroundings, together
from certification.rules.gate import Decision
from certification.rules.kinds import Asked, RequirementState
from portal.common.words import day


def _met(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    signed = _("You signed them on %(day)s.") % {"day": day(state.since)}
    if state.until is None:
        return Said(signed)
    changed = _("They changed: sign the new edition before %(day)s.") % {"day": day(state.until)}
    return Said(together(signed, changed), _sign())


def _unmet(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    if state.until:
        return Said(_("They changed. Read and sign the new edition."), _sign())
    return Said(
        _("What you undertake as a supporter. Reading and signing takes about five minutes."),
        _sign(),
    )


def _sign() -> Action:
    return Action(_("Read and sign"), "curriculum:expectations")


def _involves(asked: Asked, minutes: int | None) -> str:
    return mark_safe(  # noqa: S308 (a text of ours)
        _(
            "<strong>Expectations</strong> that you read, accept and sign: meetings as you are able, "
            "further learning, a safe space."
        )
    )


PHRASES = RequirementPhrases(
    noun=gettext_lazy("Expectations"),
    title=gettext_lazy("Expectations"),
    met=_met,
    unmet=_unmet,
    lapsed=gettext_lazy(
        "You were active through %(day)s. Then your signature under the expectations ended."
    ),
    involves=_involves,
)
