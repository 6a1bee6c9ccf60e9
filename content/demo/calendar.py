"""The demonstration's calendar: what people did, played in the order of time."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.conf import settings

from portal.common.time import as_of

SATURDAY = 5


@dataclass
class Calendar:
    """Acts at moments relative to `today`; `play` does each of them as of its moment."""

    today: dt.date
    _acts: list[tuple[dt.datetime, int, Callable[[], object]]] = field(default_factory=list)

    def moment(self, days_ago: int, hour: int = 9, minute: int = 0) -> dt.datetime:
        """A time of day on a working day: a weekend's day moves away from today, to Friday or to Monday."""
        day = self.today - dt.timedelta(days=days_ago)
        away = -1 if days_ago > 0 else 1
        while days_ago != 0 and day.weekday() >= SATURDAY:
            day += dt.timedelta(days=away)
        return dt.datetime.combine(day, dt.time(hour, minute), ZoneInfo(settings.TIME_ZONE))

    def at(self, moment: dt.datetime, act: Callable[[], object]) -> None:
        """Note an act; acts of the same moment keep the order in which they were noted."""
        self._acts.append((moment, len(self._acts), act))

    def play(self, said: Callable[[str], None]) -> None:
        """Do everything, the oldest first, and say when a year of it begins."""
        year = 0
        for moment, _, act in sorted(self._acts, key=lambda noted: noted[:2]):
            if moment.year != year:
                year = moment.year
                said(f"What people did in {year}")
            with as_of(moment):
                act()
        self._acts.clear()
