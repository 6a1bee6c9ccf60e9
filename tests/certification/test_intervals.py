"""Arithmetic of intervals, on both sides of each boundary."""

import pytest

from certification.rules.intervals import (
    Interval,
    Span,
    covered,
    has_begun,
    in_common,
    last_end,
    merged,
    overlap_of,
    span_around,
)
from tests.certification.rows import day


def span(since: int, until: int | None = None) -> Interval:
    """From a day up to, not including, another; days are numbers."""
    return Interval(day(since), None if until is None else day(until))


def ends(intervals):
    """Intervals as pairs of numbers."""
    zero = day(0)
    return [((i.since - zero).days, i.until and (i.until - zero).days) for i in intervals]


EMPTY, BACKWARD = span(5, 5), span(7, 4)


def test_an_interval_covers_its_first_day_and_not_its_end():
    assert [span(2, 4).covers(day(on)) for on in (1, 2, 3, 4)] == [False, True, True, False]
    assert [span(2).covers(day(on)) for on in (1, 2, 900)] == [False, True, True]
    assert [EMPTY.covers(day(on)) for on in (4, 5, 6)] == [False, False, False]


def test_one_of_several_is_enough_to_cover_a_day():
    several = [span(1, 3), span(5, 6)]
    assert [covered(several, day(on)) for on in (0, 2, 4, 5)] == [False, True, False, True]
    assert covered([], day(1)) is False


def test_what_has_begun_stays_begun_unless_it_never_had_a_day():
    assert [has_begun([span(2, 4)], day(on)) for on in (1, 2, 4, 9)] == [False, True, True, True]
    assert [has_begun([span(2)], day(on)) for on in (1, 2)] == [False, True]
    assert has_begun([EMPTY, BACKWARD], day(9)) is False
    assert has_begun([EMPTY, span(5, 6)], day(9)) is True
    assert has_begun([], day(9)) is False


@pytest.mark.parametrize(
    ("intervals", "stretches"),
    [
        ([], []),
        ([span(1, 3)], [(1, 3)]),
        ([EMPTY], []),
        ([BACKWARD], []),
        ([EMPTY, span(1, 3)], [(1, 3)]),
        ([span(1, 3), span(3, 5)], [(1, 5)]),
        ([span(1, 3), span(4, 5)], [(1, 3), (4, 5)]),
        ([span(4, 5), span(1, 3)], [(1, 3), (4, 5)]),
        ([span(1, 9), span(2, 4)], [(1, 9)]),
        ([span(1, 4), span(2, 9)], [(1, 9)]),
        ([span(1), span(2, 4)], [(1, None)]),
        ([span(1, 3), span(2)], [(1, None)]),
        ([span(1, 3), span(2, 5), span(5, 8), span(9, 10)], [(1, 8), (9, 10)]),
        ([span(1, 3), BACKWARD, span(3, 5)], [(1, 5)]),
        ([span(1, 3), span(1, 3)], [(1, 3)]),
        ([span(1), span(1, 3)], [(1, None)]),
        ([span(1, 3), span(1)], [(1, None)]),
    ],
)
def test_intervals_that_overlap_or_touch_are_one_stretch(intervals, stretches):
    assert ends(merged(intervals)) == stretches


def test_the_span_around_a_day_runs_through_renewals():
    rows = [span(1, 3), span(3, 6), span(8)]
    assert span_around(rows, day(0)) == Span(False, None, None)
    assert span_around(rows, day(1)) == Span(True, day(1), day(6))
    assert span_around(rows, day(5)) == Span(True, day(1), day(6))
    assert span_around(rows, day(6)) == Span(False, None, day(6))
    assert span_around(rows, day(8)) == Span(True, day(8), None)


def test_the_last_end_is_the_latest_that_a_day_has_reached():
    rows = [span(1, 3), span(2, 6), span(4), span(7, 9)]
    found = {on: last_end(rows, day(on)) for on in (2, 3, 5, 6, 8, 9)}
    assert found == {2: None, 3: day(3), 5: day(3), 6: day(6), 8: day(6), 9: day(9)}
    assert last_end([], day(5)) is None


@pytest.mark.parametrize(
    ("lists", "common"),
    [
        ([], []),
        ([[span(1, 3)]], [(1, 3)]),
        ([[span(1, 5)], [span(3, 9)]], [(3, 5)]),
        ([[span(3, 9)], [span(1, 5)]], [(3, 5)]),
        ([[span(1, 3)], [span(3, 5)]], []),
        ([[span(1, 4)], [span(3, 5)]], [(3, 4)]),
        ([[span(5, 9)], [span(1, 3)]], []),
        ([[span(1)], [span(3)]], [(3, None)]),
        ([[span(1)], [span(3, 5)]], [(3, 5)]),
        ([[span(1, 5)], [span(3)]], [(3, 5)]),
        ([[span(1, 3)], []], []),
        ([[], [span(1, 3)]], []),
        ([[span(1, 4), span(6, 9)], [span(2, 7)]], [(2, 4), (6, 7)]),
        ([[span(1, 9)], [span(2, 8)], [span(3, 7), span(5)]], [(3, 8)]),
    ],
)
def test_what_every_list_covers(lists, common):
    assert ends(in_common(lists)) == common
    assert isinstance(in_common(lists), tuple)


@pytest.mark.parametrize(
    ("intervals", "count", "days"),
    [
        ([], 1, []),
        ([span(1, 3)], 1, [(1, 3)]),
        ([span(1, 3)], 2, []),
        ([span(1, 5), span(3, 7)], 2, [(3, 5)]),
        ([span(3, 7), span(1, 5)], 2, [(3, 5)]),
        ([span(1, 3), span(3, 5)], 2, []),
        ([span(1, 4), span(3, 6)], 2, [(3, 4)]),
        ([span(1), span(3)], 2, [(3, None)]),
        ([span(1, 3), span(1)], 2, [(1, 3)]),
        ([EMPTY, BACKWARD, span(5, 6)], 1, [(5, 6)]),
        ([EMPTY, span(1, 9)], 2, []),
        ([span(1, 7), span(2, 8), span(3, 9)], 3, [(3, 7)]),
        ([span(1, 7), span(2, 8), span(3, 9)], 2, [(2, 7), (3, 8)]),
        ([span(1, 3), span(5, 8), span(6, 9)], 2, [(6, 8)]),
    ],
)
def test_the_days_that_so_many_cover(intervals, count, days):
    assert ends(overlap_of(intervals, count)) == days
