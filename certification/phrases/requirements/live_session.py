"""What people read about live sessions."""

from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certification.phrases.kinds import Oversight, RequirementPhrases, seen_by_coordinator
from certification.phrases.surroundings import Action, Said, Surroundings, together
from certification.rules.gate import Decision
from certification.rules.kinds import Asked, RequirementState
from portal.common.words import day, in_words, last_day, spelled


def _met(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    said = {"count": state.total, "day": day(state.since)}
    attended = ngettext(
        "You attended on %(day)s.", "You attended %(count)d sessions by %(day)s.", state.total
    )
    if state.until is None:
        return Said(attended % said)
    ends = ngettext("It counts through %(day)s.", "They count through %(day)s.", state.total)
    return Said(together(attended % said, ends % {"day": last_day(state.until)}))


def _unmet(state: RequirementState, decision: Decision, around: Surroundings) -> Said:
    on = {"day": day(around.session_on)}
    if around.has("has_place") and around.session_on:
        see = Action(_("See the session"), "curriculum:session", (around.session or 0,))
        return Said(_("You have a place on %(day)s. See you there.") % on, see)
    if around.waits_for_session and around.session_on:
        waits = _("You are on the waitlist for %(day)s. Another date may be free.") % on
        return Said(waits, Action(_("See all sessions"), "curriculum:sessions"))
    if around.has("has_place"):
        # It has begun: it is no session to come, and until midnight no one of the past.
        return Said(_("Your session is today. It counts once the facilitator has marked who came."))
    if around.has("unmarked"):
        return Said(_("You had a place in a session. The facilitator must mark who came."))
    return _to_choose(state)


def _to_choose(state: RequirementState) -> Said:
    choose = Action(_("Choose a session"), "curriculum:sessions")
    if state.total == 1:
        return Said(
            _("A meeting with a facilitator and colleagues. Choose the date that suits you."),
            choose,
        )
    return Said(
        _("%(done)d of %(total)d sessions attended. Choose the next date that suits you.")
        % {"done": state.done, "total": state.total},
        choose,
    )


def _overseen(state: RequirementState, of: Oversight) -> str:
    if state.met or state.total < 2:
        return seen_by_coordinator(state, of)
    counted = {"done": state.done, "total": state.total}
    if state.until is None:
        return _("Not yet, %(done)d of %(total)d sessions.") % counted
    counted_since = {**counted, "day": day(state.until)}
    return _("Not since %(day)s, %(done)d of %(total)d sessions.") % counted_since


def _involves(asked: Asked, minutes: int | None) -> str:
    count = asked.parameters.count
    if minutes:
        text = ngettext(
            "<strong>One live session of {duration} more</strong> in which you practice the conversation "
            "with others.",
            "<strong>{count} live sessions of {duration} each</strong> in which you practice the "
            "conversation with others.",
            count,
        )
    else:
        text = ngettext(
            "<strong>One live session</strong> in which you practice the conversation with others.",
            "<strong>{count} live sessions</strong> in which you practice the conversation with others.",
            count,
        )
    return format_html(text, count=capfirst(spelled(count)), duration=in_words(minutes or 0))


PHRASES = RequirementPhrases(
    noun=gettext_lazy("Live session"),
    title=gettext_lazy("Live session"),
    met=_met,
    unmet=_unmet,
    lapsed=gettext_lazy("You were active through %(day)s. Then your live session ended."),
    overseen=_overseen,
    involves=_involves,
)
