"""When a text must say that it is not to be relied on yet, or no longer."""

import datetime as dt
from typing import NamedTuple

from django.utils.formats import date_format

from content.enums import Confirmation
from portal.common.time import today


class Notice(NamedTuple):
    """A calm line above a text. `kind`: "due", "unconfirmed" or "unknown"."""

    kind: str
    text: str


def notices(
    office: str, status: str, verified_on: dt.date | None, verify_by: dt.date | None
) -> list[Notice]:
    """What a reader is told about a text today; nothing when it is confirmed and not yet due.

    A text is due from the day after `verify_by`.
    """
    who = _in_a_sentence(office)
    if status == Confirmation.UNKNOWN:
        return [Notice("unknown", f"To be confirmed by {who}.")]
    told = []
    if verified_on is None:
        doubter = "Counsel" if "Legal" in who else who[:1].upper() + who[1:]
        told.append(
            Notice(
                "unconfirmed",
                f"{doubter} has not confirmed this yet. Ask {who} before you rely on it.",
            )
        )
    if verify_by is not None and today() > verify_by:
        since = date_format(verify_by, "F j, Y")
        told.append(
            Notice("due", f"Due for checking since {since}. Ask {who} before you rely on it.")
        )
    return told


def _in_a_sentence(office: str) -> str:
    """ "the Office of Equity", but "Risk Management"."""
    if not office:
        return "the program office"
    needs_article = office.startswith(("Office", "Department", "Peer Support Program"))
    return f"the {office}" if needs_article else office
