"""What a nominee takes on by accepting, from what the policy asks for."""

from collections.abc import Mapping
from functools import reduce

from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certification.phrases.kinds import phrases
from certification.rules.gate import Terms
from certification.rules.requirements.live_session import LIVE_SESSION
from certification.rules.requirements.training import TRAINING
from portal.common.words import about, in_words, spelled


def involvement(terms: Terms, minutes: Mapping[str, int]) -> list[str]:
    """A sentence, as safe HTML, for each thing that the policy asks for, and one for all signatures of leaders.

    `minutes`: how long a requirement takes, by the code of its kind, where that is known.
    """
    said = [
        involves(asked, minutes.get(asked.kind))
        for asked in terms.asked
        if (involves := phrases()[asked.kind].involves) is not None
    ]
    signed = [str(clause) for asked in terms.asked if (clause := phrases()[asked.kind].signed)]
    return [*said, _signatures(signed)] if signed else said


def training_time(terms: Terms, minutes: Mapping[str, int]) -> str:
    """ "The training takes about two hours online and two in a live session."; "" where neither is known.

    `minutes`: as for `involvement`.
    """
    online, live, asked = minutes.get(TRAINING), minutes.get(LIVE_SESSION), terms.of(LIVE_SESSION)
    if not online:
        return ""
    if not live or asked is None:
        return _("The training takes about %(online)s online.") % {"online": about(online)}
    sessions = asked.parameters.count
    text = ngettext(
        "The training takes about %(online)s online and %(live)s in a live session.",
        "The training takes about %(online)s online and %(live)s in %(sessions)s live sessions.",
        sessions,
    )
    return text % {
        "online": about(online),
        "live": _without_unit(online, live * sessions),
        "sessions": spelled(sessions),
    }


def _without_unit(online: int, live: int) -> str:
    """ "two", after "two hours", and with its unit where that is another one or singular."""
    both_hours = about(online) == in_words(60 * round(online / 60)) and live % 60 == 0
    return spelled(live // 60) if both_hours and min(online, live) > 90 else in_words(live)


def _signatures(signed: list[str]) -> str:
    text = ngettext(
        "<strong>One signature of your section’s leadership</strong>: {signed}.",
        "<strong>{count} signatures of your section’s leadership</strong>: {signed}.",
        len(signed),
    )
    return format_html(text, count=capfirst(spelled(len(signed))), signed=reduce(_then, signed))


def _then(first: str, then: str) -> str:
    # Translators: "that you are in good standing, and later that they endorse you".
    return _("%(first)s, and later %(then)s") % {"first": first, "then": then}
