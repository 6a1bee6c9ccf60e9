"""Who answers for a text, how sure it is, and when it must say that it is not to be relied on yet."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from content.enums import Confirmation


class Flaw(NamedTuple):
    """What keeps a text from being published, and at which field its editor corrects it."""

    field: str
    code: str


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

    def doubts(self, on: dt.date) -> list[str]:
        """What a reader must know on that day before relying on the text: "unknown", "unconfirmed" or "due".

        A lead says so whatever its dates are. A text is due from the day after `verify_by`.
        """
        if self.status == Confirmation.UNKNOWN:
            return ["unknown"]
        found = []
        if self.status == Confirmation.LEAD or self.verified_on is None:
            found.append("unconfirmed")
        if self.verify_by is not None and on > self.verify_by:
            found.append("due")
        return found

    def flaws(self, on: dt.date) -> Iterator[Flaw]:
        """What keeps the text from being published that day: no owner, no source, or days that cannot be."""
        if not self.office.strip():
            yield Flaw("office", "no_owner")
        # What is not known yet has no source; its owner supplies both.
        if not self.citation.strip() and self.status != Confirmation.UNKNOWN:
            yield Flaw("citation", "no_source")
        if self.verified_on is None:
            if self.status == Confirmation.CONFIRMED:
                yield Flaw("verified_on", "confirmed_when")
            return
        if self.verified_on > on:
            yield Flaw("verified_on", "to_come")
        if self.verify_by is not None and self.verify_by <= self.verified_on:
            yield Flaw("verify_by", "too_early")


# Digits in the groups in which people write them; a leading 1 or +1 is the country's.
PHONE = re.compile(r"\d{3}|(?:\+?1[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-]?)\d{3}[ .-]?\d{4}")


def can_be_called(phone: str) -> bool:
    """Whether a tap calls the number."""
    return PHONE.fullmatch(phone) is not None
