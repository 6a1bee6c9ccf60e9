"""Today and now in the program's zone (America/Denver by setting)."""

import datetime as dt

from django.utils import timezone


def today() -> dt.date:
    """The date in the program's zone, not the server's and not UTC's."""
    return timezone.localdate()


def now() -> dt.datetime:
    """The moment, aware, in UTC."""
    return timezone.now()
