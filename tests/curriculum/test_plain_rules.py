"""Small rules on plain values: months, plain text and the text that is signed."""

import datetime as dt

import pytest

from curriculum.rules.months import months_after
from curriculum.rules.plain_text import is_empty, plain, text_of
from curriculum.rules.statements import expectations_statement

D = dt.date


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (D(2026, 3, 15), 24, D(2028, 3, 15)),
        (D(2026, 3, 15), 0, D(2026, 3, 15)),
        (D(2026, 11, 30), 1, D(2026, 12, 30)),
        (D(2026, 12, 1), 1, D(2027, 1, 1)),
        (D(2026, 1, 1), 11, D(2026, 12, 1)),
        (D(2026, 1, 1), 12, D(2027, 1, 1)),
        (D(2026, 1, 31), 1, D(2026, 2, 28)),
        (D(2028, 1, 31), 1, D(2028, 2, 29)),
        (D(2028, 2, 29), 12, D(2029, 2, 28)),
        (D(2026, 3, 31), 1, D(2026, 4, 30)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months, later):
    assert months_after(day, months) == later


@pytest.mark.parametrize(
    ("text", "words"),
    [(None, ""), ("", ""), (" \n\t", ""), ("  What \n HAPPENED? ", "what happened?"), (7, "7")],
)
def test_plain_words_have_one_space_between_them_and_no_capitals(text, words):
    assert plain(text) == words
    assert is_empty(text) is (words == "")


def test_the_text_of_html_is_what_a_reader_sees():
    assert text_of("<p>Ask <b>&amp;</b> listen</p><br>now") == "Ask & listennow"
    assert text_of("&lt;b&gt; &amp") == "<b> &"
    assert text_of("<p></p>") == ""


def test_expectations_are_signed_as_title_introduction_and_numbered_items():
    said = expectations_statement("Expectations", "I agree to:", ["Attend.", "Listen."])
    assert said == "Expectations\n\nI agree to:\n\n1. Attend.\n2. Listen."
