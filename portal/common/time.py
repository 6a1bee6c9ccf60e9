"""Today and now in the program's zone, which is the setting TIME_ZONE."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_pretended: ContextVar[dt.datetime | None] = ContextVar("portal_pretended_now", default=None)


def today() -> dt.date:
    """The date in the program's zone, not the server's and not UTC's."""
    return local(now()).date()


def now() -> dt.datetime:
    """The moment, aware, in UTC."""
    return _pretended.get() or timezone.now()


def local(moment: dt.datetime) -> dt.datetime:
    """An aware moment, in the program's zone."""
    return moment.astimezone(timezone.get_default_timezone())


def start_of(day: dt.date) -> dt.datetime:
    """Midnight at the beginning of a date in the program's zone."""
    return dt.datetime.combine(day, dt.time(), timezone.get_default_timezone())


@contextmanager
def as_of(moment: dt.datetime) -> Iterator[None]:
    """Act as if it were `moment` (aware): `today`, `now` and the history's dates say so.

    For the demonstration cohort and for property tests alone: no view and no service may call it. The
    outbox sends nothing on behalf of a pretended moment. Nested uses return to the outer moment.
    """
    if timezone.is_naive(moment):
        raise ValueError("as_of needs an aware moment.")
    token = _pretended.set(moment.astimezone(dt.UTC))
    try:
        yield
    finally:
        _pretended.reset(token)


def pretending() -> bool:
    """Whether `as_of` is in force."""
    return _pretended.get() is not None
