"""Arithmetic of intervals: what covers a date, and the unbroken stretch around it. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Interval(NamedTuple):
    """Something that holds from `since` up to, not including, `until` (None: no end)."""

    since: dt.date
    until: dt.date | None = None

    def covers(self, on: dt.date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)


class Span(NamedTuple):
    """What intervals say of a date. Met: the unbroken stretch around it. Not met: `until` is the first day without
    the last stretch before it, if there was one."""

    met: bool
    since: dt.date | None
    until: dt.date | None


def covered(intervals: Iterable[Interval], on: dt.date) -> bool:
    """Whether one of the intervals covers a date."""
    return any(interval.covers(on) for interval in intervals)


def has_begun(intervals: Iterable[Interval], on: dt.date) -> bool:
    """Whether one of the intervals began by a date, ended or not; one that ended before it began never did."""
    return any(i.since <= on and (i.until is None or i.since < i.until) for i in intervals)


def span_around(intervals: Iterable[Interval], on: dt.date) -> Span:
    """The unbroken stretch around a date: renewals that overlap or touch are one stretch."""
    stretches = merged(intervals)
    for stretch in stretches:
        if stretch.covers(on):
            return Span(True, stretch.since, stretch.until)
    return Span(False, None, last_end(stretches, on))


def last_end(intervals: Iterable[Interval], on: dt.date) -> dt.date | None:
    """The last day by a date on which one of the intervals ended."""
    return max((i.until for i in intervals if i.until and i.until <= on), default=None)


def in_common(lists: Sequence[Iterable[Interval]]) -> tuple[Interval, ...]:
    """The stretches that every one of the lists covers. Empty without lists."""
    if not lists:
        return ()
    common = merged(lists[0])
    for other in map(merged, lists[1:]):
        common = [both for one in common for two in other if (both := _both(one, two))]
    return tuple(common)


def _both(one: Interval, two: Interval) -> Interval | None:
    since = max(one.since, two.since)
    until = min((end for end in (one.until, two.until) if end is not None), default=None)
    return None if until is not None and until <= since else Interval(since, until)


def overlap_of(intervals: Iterable[Interval], count: int) -> tuple[Interval, ...]:
    """The days that at least `count` of the intervals cover, of which none ends before an earlier one."""
    ordered = sorted((i for i in intervals if i.until is None or i.since < i.until), key=_since)
    found = []
    for first, last in zip(ordered, ordered[count - 1 :], strict=False):
        if first.until is None or last.since < first.until:
            found.append(Interval(last.since, first.until))
    return tuple(found)


def _since(interval: Interval) -> dt.date:
    return interval.since


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The intervals that have days, in order, with those that overlap or touch made one."""
    real = [i for i in intervals if i.until is None or i.since < i.until]
    # Most facts are there once.
    if len(real) < 2:
        return real
    stretches: list[Interval] = []
    for interval in sorted(real, key=_since):
        last = stretches[-1] if stretches else None
        if last and (last.until is None or interval.since <= last.until):
            ends = (last.until, interval.until)
            until = None if None in ends else max(end for end in ends if end)
            stretches[-1] = Interval(last.since, until)
        else:
            stretches.append(interval)
    return stretches
