"""Dates, times, durations and lists as people read them."""

import datetime as dt

import pytest
from django.utils import timezone

from portal.common import words

LATE = dt.datetime(2026, 11, 24, 6, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (90, "1 hour 30 minutes"),
        (120, "2 hours"),
        (None, ""),
    ],
)
def test_a_duration_in_words(minutes: int | None, text: str) -> None:
    assert words.duration(minutes) == text


def test_days_and_moments_are_the_programs_and_name_its_zone() -> None:
    assert words.day(LATE) == "November 23, 2026"
    assert words.day(dt.date(2026, 3, 4)) == "March 4, 2026"
    assert words.when(LATE) == "Monday, November 23, 2026, 11:30 p.m. MST"
    assert words.stamp(LATE) == "November 23, 2026, 11:30 p.m. MST"
    noon = dt.datetime(2026, 7, 1, 18, 5, tzinfo=dt.UTC)
    assert words.when(noon) == "Wednesday, July 1, 2026, 12:05 p.m. MDT"
    with timezone.override("Asia/Tokyo"):
        assert words.stamp(LATE) == "November 23, 2026, 11:30 p.m. MST"


def test_what_is_not_known_is_empty() -> None:
    assert (words.day(None), words.when(None)) == ("", "")


def test_what_ends_on_a_day_holds_through_the_day_before() -> None:
    assert words.last_day(dt.date(2028, 3, 1)) == "February 29, 2028"


def test_a_time_of_day() -> None:
    assert words.clock(dt.time(2, 30)) == "2:30 a.m."
    assert words.clock(dt.time(12)) == "12:00 p.m."


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["Anna"], "Anna"),
        (["Anna", "Bob"], "Anna and Bob"),
        (["Anna", "Bob", 3], "Anna, Bob and 3"),
    ],
)
def test_a_list_in_words(items: list[object], text: str) -> None:
    assert words.listed(items) == text
