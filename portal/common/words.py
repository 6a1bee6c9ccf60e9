"""Dates, times, durations and lists as people read them, in the program's zone and the reader's language."""

import datetime as dt
from collections.abc import Iterable

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.dateformat import format as written
from django.utils.dateformat import time_format
from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from portal.common.time import local


def day(value: dt.date | None) -> str:
    """ "November 23, 2026"; a moment counts as its date in the program's zone, None as ""."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = local(value)
    # Translators: a date, in the letters that Django's filter "date" knows.
    return written(value, gettext("F j, Y"))


def last_day(until: dt.date) -> str:
    """The last day on which something holds that ends at `until`, the first day without it."""
    return day(until - dt.timedelta(days=1))


def when(moment: dt.datetime | None) -> str:
    """ "Monday, November 23, 2026, 8:00 a.m. MST"; None is ""."""
    # Translators: a day and a time with its zone, in the letters that Django's filter "date" knows.
    return written(local(moment), gettext("l, F j, Y, g:i a T")) if moment else ""


def stamp(moment: dt.datetime) -> str:
    """ "November 23, 2026, 8:00 a.m. MST": of a record, whose weekday nobody needs."""
    # Translators: a date and a time with its zone, in the letters that Django's filter "date" knows.
    return written(local(moment), gettext("F j, Y, g:i a T"))


def clock(time: dt.time) -> str:
    """ "2:30 a.m."."""
    # Translators: a time, in the letters that Django's filter "time" knows.
    return time_format(time, gettext("g:i a"))


def duration(minutes: int | None) -> str:
    """ "1 hour 30 minutes" from a number of minutes; None is ""."""
    if minutes is None:
        return ""
    hours, rest = divmod(int(minutes), 60)
    in_hours = ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    in_minutes = ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest}
    if hours and rest:
        # Translators: "1 hour 30 minutes".
        both = gettext("%(hours)s %(minutes)s")
        return both % {"hours": in_hours, "minutes": in_minutes}
    return in_hours if hours else in_minutes


def in_words(minutes: int) -> str:
    """ "two hours", where it is whole hours; otherwise a `duration`."""
    hours, rest = divmod(minutes, 60)
    if rest or not hours:
        return duration(minutes)
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": spelled(hours)}


def spelled(count: int) -> str:
    """ "two", and digits from ten on."""
    return str(apnumber(count))


def about(minutes: int) -> str:
    """A number of minutes in words, to the nearest quarter of an hour: "two hours" for 118."""
    quarters = round(minutes / 15)
    return in_words(15 * quarters or minutes)


def listed(items: Iterable[object]) -> str:
    """ "Anna, Bob and Carl"; nothing is ""."""
    return get_text_list([str(item) for item in items], gettext("and"))
