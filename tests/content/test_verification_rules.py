"""Whether a text is confirmed, what a reader must know, and what keeps it from being published: by code."""

from typing import Any

import pytest

from content.rules.verification import Flaw, Verification
from tests.clock import TODAY, days


def of(status: str = "confirmed", **changed: Any) -> Verification:
    """A text that its owner confirmed today and checks again in three months, but for what is changed."""
    said = {"office": "HR", "citation": "A", "verified_on": TODAY, "verify_by": days(90)}
    return Verification(status=status, **{**said, **changed})


@pytest.mark.parametrize(
    ("text", "confirmed"),
    [
        (of(), True),
        (of(verified_on=None), False),
        (of("seen"), False),
        (of("lead"), False),
        (of("unknown"), False),
    ],
)
def test_only_the_owner_confirms_and_on_a_known_day(text: Verification, confirmed: bool) -> None:
    assert text.confirmed is confirmed


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        (of(), []),
        (of("seen"), []),
        (of(verify_by=None), []),
        (of(verify_by=TODAY), []),
        (of(verify_by=days(-1)), ["due"]),
        (of(verified_on=None), ["unconfirmed"]),
        (of("lead"), ["unconfirmed"]),
        (of("seen", verified_on=None, verify_by=days(-1)), ["unconfirmed", "due"]),
        # What is unknown is nothing else besides.
        (of("unknown", verified_on=None, verify_by=days(-1)), ["unknown"]),
    ],
)
def test_what_a_reader_must_know(text: Verification, doubts: list[str]) -> None:
    assert text.doubts(TODAY) == doubts


@pytest.mark.parametrize(
    ("text", "flaws"),
    [
        (of(), []),
        (of(office=" "), [Flaw("office", "no_owner")]),
        (of(citation=" "), [Flaw("citation", "no_source")]),
        (of("unknown", citation=""), []),
        (of("unknown", office="", citation=""), [Flaw("office", "no_owner")]),
        (of(verified_on=None), [Flaw("verified_on", "confirmed_when")]),
        (of("seen", verified_on=None), []),
        # Without a day of checking, the day of the next check cannot be too early.
        (of("seen", verified_on=None, verify_by=days(-9)), []),
        (of(verified_on=TODAY, verify_by=days(1)), []),
        (of(verified_on=days(1)), [Flaw("verified_on", "to_come")]),
        (of(verify_by=None), []),
        (of(verify_by=TODAY), [Flaw("verify_by", "too_early")]),
        (of(verify_by=days(-1)), [Flaw("verify_by", "too_early")]),
        (
            of(office="", citation="", verified_on=days(1), verify_by=days(1)),
            [
                Flaw("office", "no_owner"),
                Flaw("citation", "no_source"),
                Flaw("verified_on", "to_come"),
                Flaw("verify_by", "too_early"),
            ],
        ),
    ],
)
def test_what_keeps_a_text_from_being_published(text: Verification, flaws: list[Flaw]) -> None:
    assert list(text.flaws(TODAY)) == flaws
