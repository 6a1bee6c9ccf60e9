"""Limits of live sessions. Each refusal names the field to correct."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from curriculum.enums import SessionKind
from curriculum.rules.months import months_after
from portal.common.errors import Refusal
from portal.common.time import now, today

LEAST_MINUTES, MOST_MINUTES = 5, 600
LEAST_CAPACITY, MOST_CAPACITY = 1, 500
MOST_YEARS_AHEAD = 5


@dataclass(frozen=True, slots=True)
class SessionTerms:
    """The terms of a future session. `starts_at` is aware. Only terms that people could attend are accepted.

    Refuses (codes are the fields' names, `date` for the start) an unknown kind, an empty title, a session without
    place and link, a link without encryption, a start in the past or years ahead, and too short, too long, too small
    or too large a session.
    """

    kind: str
    title: str
    place: str
    link: str
    starts_at: dt.datetime
    minutes: int
    capacity: int

    def __post_init__(self) -> None:
        _refuse_unless(
            self.kind in SessionKind.values, "kind", _("Choose what kind of session it is.")
        )
        _refuse_unless(bool(self.title.strip()), "title", _("Give the session a title."))
        self._check_where()
        _refuse_unless(self.starts_at > now(), "date", _("The session must begin in the future."))
        _refuse_unless(is_soon_enough(self.starts_at.date()), "date", too_far_ahead())
        self._check_size()

    def _check_where(self) -> None:
        _refuse_unless(
            bool(self.place.strip() or self.link.strip()),
            "place",
            _("Say where the session is: a place, a link, or both."),
        )
        _refuse_unless(
            not self.link or self.link.startswith("https://"),
            "link",
            _("The link must begin with https://."),
        )

    def _check_size(self) -> None:
        _refuse_unless(
            LEAST_MINUTES <= self.minutes <= MOST_MINUTES,
            "minutes",
            _("A session takes %(least)s to %(most)s minutes.")
            % {"least": LEAST_MINUTES, "most": MOST_MINUTES},
        )
        _refuse_unless(
            LEAST_CAPACITY <= self.capacity <= MOST_CAPACITY,
            "capacity",
            _("A session seats %(least)s to %(most)s people.")
            % {"least": LEAST_CAPACITY, "most": MOST_CAPACITY},
        )


def is_soon_enough(day: dt.date) -> bool:
    """Whether a session can be planned for this day: later days are typing mistakes, such as year 9999."""
    return day <= months_after(today(), 12 * MOST_YEARS_AHEAD)


def too_far_ahead() -> str:
    """The refusal of a day that is not soon enough."""
    return _("Choose a day within %(years)s years.") % {"years": MOST_YEARS_AHEAD}


def _refuse_unless(fine: bool, field: str, message: str) -> None:
    if not fine:
        raise Refusal(message, code=field, field=field)
