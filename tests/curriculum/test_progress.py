"""Status and minutes of a module, from plain facts."""

import pytest

from curriculum.enums import ModuleStatus
from curriculum.rules.progress import (
    Published,
    Standing,
    carried_over,
    check_minutes,
    minutes_left,
    notes_since,
    status_on,
)
from tests.clock import TODAY, days
from tests.curriculum.courses import SECTIONS

FIRST = Published(1, "material", days(-30), "")
MINOR = Published(2, "minor", None, "A word.")
MATERIAL = Published(3, "material", days(10), "A new section.")
LATER = Published(4, "material", days(5), "Another one.")


@pytest.mark.parametrize(
    ("editions", "completed", "begun", "wanted"),
    [
        ([FIRST], [], False, Standing(ModuleStatus.NEW, None)),
        ([FIRST], [], True, Standing(ModuleStatus.STARTED, None)),
        ([FIRST], [1], True, Standing(ModuleStatus.DONE, None)),
        ([FIRST, MINOR], [1], True, Standing(ModuleStatus.DONE, None)),
        ([FIRST, MINOR, MATERIAL], [1], True, Standing(ModuleStatus.LOOK_AGAIN, days(10))),
        ([FIRST, MINOR, MATERIAL], [2], True, Standing(ModuleStatus.LOOK_AGAIN, days(10))),
        ([FIRST, MINOR, MATERIAL], [1, 3], True, Standing(ModuleStatus.DONE, None)),
        # A later edition may be due before an earlier one.
        ([FIRST, MATERIAL, LATER], [1], True, Standing(ModuleStatus.LOOK_AGAIN, days(5))),
        (
            [FIRST, MATERIAL._replace(due_on=TODAY)],
            [1],
            True,
            Standing(ModuleStatus.OUTDATED, TODAY),
        ),
        (
            [FIRST, MATERIAL._replace(due_on=days(1))],
            [1],
            True,
            Standing(ModuleStatus.LOOK_AGAIN, days(1)),
        ),
    ],
)
def test_status(editions, completed, begun, wanted):
    assert status_on(TODAY, editions, completed, begun=begun) == wanted


def test_the_notes_of_all_that_was_missed():
    assert notes_since(1, [FIRST, MINOR, MATERIAL]) == ["A word.", "A new section."]
    assert notes_since(2, [FIRST, MINOR, MATERIAL]) == ["A new section."]
    assert notes_since(3, [FIRST, MINOR, MATERIAL]) == []


def test_what_was_read_and_did_not_change_is_carried_over():
    changed = [SECTIONS[0], {**SECTIONS[1], "html": "<p>New.</p>"}]
    assert carried_over(["first", "second"], SECTIONS, SECTIONS) == ["first", "second"]
    assert carried_over(["first", "second"], SECTIONS, changed) == ["first"]
    assert carried_over(["second"], SECTIONS, changed) == []
    retitled = [{**SECTIONS[0], "title": "Other"}, SECTIONS[1]]
    assert carried_over(["first", "second"], SECTIONS, retitled) == ["second"]


def test_minutes_are_those_of_what_is_unread_and_of_the_check():
    assert check_minutes(8, SECTIONS) == 3
    assert minutes_left(8, SECTIONS, []) == 8
    assert minutes_left(8, SECTIONS, ["first"]) == 6
    assert minutes_left(8, SECTIONS, ["first", "second"]) == 3
