"""Time in tests: frozen, in the program's zone, and the same in every run."""

import datetime as dt
from zoneinfo import ZoneInfo

import time_machine

ZONE = ZoneInfo("America/Denver")
# A Monday in standard time. Every test that drives no browser begins at this moment.
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
TODAY = NOW.date()


def at(moment: str) -> time_machine.travel:
    """Freeze the clock at a moment or a date (its noon) of the program's zone: `with at("2027-03-01"):`."""
    when = dt.datetime.fromisoformat(moment)
    if len(moment) == len("2027-03-01"):
        when = when.replace(hour=12)
    return time_machine.travel(when.replace(tzinfo=ZONE).astimezone(dt.UTC), tick=False)


def days(number: int) -> dt.date:
    """The date so many days after (before, if negative) the day on which tests begin."""
    return TODAY + dt.timedelta(days=number)
