"""What readers and editors read about the owner of a text, and how sure the text is."""

import datetime as dt
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as marked

from content.rules.verification import Flaw, Verification
from portal.common.words import day

FLAWS = {
    "no_owner": marked("Name the office that answers for this text."),
    "no_source": marked("Say where this comes from."),
    "confirmed_when": marked("Say on which day its owner confirmed it."),
    "to_come": marked("This day is still to come. Choose today or an earlier day."),
    "too_early": marked("Choose a day after the one on which it was checked."),
}
CANNOT_BE_CALLED = marked(
    "Write a number that can be called, like 303-724-4987, 1-888-409-0141 or 988. "
    "An extension belongs in the note."
)


class Notice(NamedTuple):
    """A calm line above a text. `kind`: "due", "unconfirmed" or "unknown"."""

    kind: str
    text: str


def flaw_in_words(flaw: Flaw) -> str:
    """The sentence that says what to correct."""
    return str(FLAWS[flaw.code])


def owner_of(text: Verification) -> str:
    """The owner inside a sentence: "the Office of Equity", but "Risk Management"."""
    if not text.office:
        return gettext("the program office")
    if text.office.startswith(("Office", "Department", "Peer Support Program")):
        # Translators: an office, inside a sentence.
        return gettext("the %(office)s") % {"office": text.office}
    return text.office


def notices(text: Verification, on: dt.date) -> list[Notice]:
    """What a reader is told on that day before relying on the text."""
    owner = owner_of(text)
    values = {
        "owner": owner,
        "doubter": gettext("Counsel") if "Legal" in owner else owner[:1].upper() + owner[1:],
        "since": day(text.verify_by),
    }
    sentences = {
        "unknown": gettext("To be confirmed by %(owner)s."),
        "unconfirmed": gettext(
            "%(doubter)s has not confirmed this yet. Ask %(owner)s before you rely on it."
        ),
        "due": gettext("Due for checking since %(since)s. Ask %(owner)s before you rely on it."),
    }
    return [Notice(kind, sentences[kind] % values) for kind in text.doubts(on)]
