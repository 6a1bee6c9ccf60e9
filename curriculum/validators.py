"""What a live session may look like, told at the field where it is mended."""

import datetime as dt

from curriculum.enums import SessionKind
from portal.common.errors import Refusal
from portal.common.time import months_after, now, today

LEAST_MINUTES, MOST_MINUTES = 5, 600
LEAST_CAPACITY, MOST_CAPACITY = 1, 500
MOST_YEARS_AHEAD = 5


def check_session(
    *,
    kind: str,
    title: str,
    place: str,
    link: str,
    starts_at: dt.datetime,
    minutes: int,
    capacity: int,
) -> None:
    """Refuse what nobody could attend; `starts_at` is aware and lies ahead. Codes are the fields' names."""
    _refuse_unless(kind in SessionKind.values, "kind", "Choose what kind of session it is.")
    _refuse_unless(bool(title.strip()), "title", "Give the session a title.")
    _refuse_unless(
        bool(place.strip() or link.strip()),
        "place",
        "Say where the session is: a place, a link, or both.",
    )
    _refuse_unless(
        not link or link.startswith("https://"), "link", "The link must begin with https://."
    )
    _refuse_unless(starts_at > now(), "date", "The session must begin in the future.")
    _refuse_unless(
        is_soon_enough(starts_at.date()), "date", f"Choose a day within {MOST_YEARS_AHEAD} years."
    )
    _refuse_unless(
        LEAST_MINUTES <= minutes <= MOST_MINUTES,
        "minutes",
        f"A session takes {LEAST_MINUTES} to {MOST_MINUTES} minutes.",
    )
    _refuse_unless(
        LEAST_CAPACITY <= capacity <= MOST_CAPACITY,
        "capacity",
        f"A session seats {LEAST_CAPACITY} to {MOST_CAPACITY} people.",
    )


def is_soon_enough(day: dt.date) -> bool:
    """Whether a session can be planned for this day: later ones are slips of the keyboard, such as year 9999."""
    return day <= months_after(today(), 12 * MOST_YEARS_AHEAD)


def _refuse_unless(fine: bool, field: str, message: str) -> None:
    if not fine:
        raise Refusal(message, code=field, field=field)
