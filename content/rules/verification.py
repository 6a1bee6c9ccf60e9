"""Who answers for a text, how sure it is, and when it must say that it is not to be relied on yet."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from content.enums import Confirmation
from portal.common.time import today
from portal.common.words import day


class Notice(NamedTuple):
    """A calm line above a text. `kind`: "due", "unconfirmed" or "unknown"."""

    kind: str
    text: str


class AtField(NamedTuple):
    """What an editor must mend, and at which field."""

    field: str
    message: str


class Verification(NamedTuple):
    """What is known of a text's source and of its owner's word.

    `verified_on` is the day on which the owner confirmed the text where the status says so; before that it is
    only the day on which somebody read it in its source.
    """

    office: str
    citation: str
    status: str
    verified_on: dt.date | None
    verify_by: dt.date | None

    @property
    def confirmed(self) -> bool:
        """Whether the owner itself has confirmed the text, on a day that is known."""
        return self.status == Confirmation.CONFIRMED and self.verified_on is not None

    @property
    def owner(self) -> str:
        """The owner inside a sentence: "the Office of Equity", but "Risk Management"."""
        if not self.office:
            return "the program office"
        needs_article = ("Office", "Department", "Peer Support Program")
        return f"the {self.office}" if self.office.startswith(needs_article) else self.office

    @property
    def notices(self) -> list[Notice]:
        """What a reader is told today before relying on the text.

        A lead says so whatever its dates are. A text is due from the day after `verify_by`.
        """
        if self.status == Confirmation.UNKNOWN:
            return [Notice("unknown", f"To be confirmed by {self.owner}.")]
        told = []
        if self.status == Confirmation.LEAD or self.verified_on is None:
            told.append(Notice("unconfirmed", self._unconfirmed()))
        if self.verify_by is not None and today() > self.verify_by:
            since = day(self.verify_by)
            ask = f"Ask {self.owner} before you rely on it."
            told.append(Notice("due", f"Due for checking since {since}. {ask}"))
        return told

    def problems(self) -> Iterator[AtField]:
        """What keeps the text from being published: no owner, no source, or days that cannot be."""
        if not self.office.strip():
            yield AtField("office", "Name the office that answers for this text.")
        # What is not known yet has no source; its owner supplies both.
        if not self.citation.strip() and self.status != Confirmation.UNKNOWN:
            yield AtField("citation", "Say where this comes from.")
        if self.verified_on is None:
            if self.status == Confirmation.CONFIRMED:
                yield AtField("verified_on", "Say on which day its owner confirmed it.")
            return
        if self.verified_on > today():
            yield AtField(
                "verified_on", "This day is still to come. Choose today or an earlier day."
            )
        if self.verify_by is not None and self.verify_by <= self.verified_on:
            yield AtField("verify_by", "Choose a day after the one on which it was checked.")

    def _unconfirmed(self) -> str:
        doubter = "Counsel" if "Legal" in self.owner else self.owner[:1].upper() + self.owner[1:]
        return f"{doubter} has not confirmed this yet. Ask {self.owner} before you rely on it."


# Digits in the groups in which people write them; a leading 1 or +1 is the country's.
PHONE = re.compile(r"\d{3}|(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-]?)\d{3}[ .-]?\d{4}")


def phone_problem(phone: str) -> str:
    """Why a number cannot be called by a tap, for its editor; empty when it can be, or when there is none."""
    if not phone or PHONE.fullmatch(phone):
        return ""
    return (
        "Write a number that can be called, like 303-724-4987, 1-888-409-0141 or 988. "
        "An extension belongs into the note."
    )
