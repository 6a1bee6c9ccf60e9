"""Arithmetic of calendar months. Pure."""

import calendar
import datetime as dt


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many calendar months later; the month's last day where it has no such day.

    March 15, 2026 and 24 months give March 15, 2028; January 31 and one month give February 28 or 29.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
