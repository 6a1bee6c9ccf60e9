"""Status and minutes of a module, from plain facts."""

import pytest

from curriculum.content import Part
from curriculum.enums import ModuleStatus
from curriculum.rules.progress import (
    Progress,
    Published,
    carried_over,
    minutes_left,
    next_after,
    notes_since,
    resume_at,
    status_on,
    stop_after,
)
from tests.clock import TODAY, days
from tests.curriculum.courses import QUESTIONS, SECTIONS, parts

FIRST = Published(1, "material", days(-30), "")
MINOR = Published(2, "minor", None, "A word.")
MATERIAL = Published(3, "material", days(10), "A new section.")
LATER = Published(4, "material", days(5), "Another one.")


@pytest.mark.parametrize(
    ("editions", "completed", "begun", "wanted"),
    [
        ([FIRST], [], False, Progress(ModuleStatus.NEW, None)),
        ([FIRST], [], True, Progress(ModuleStatus.STARTED, None)),
        ([FIRST], [1], True, Progress(ModuleStatus.DONE, None)),
        ([FIRST, MINOR], [1], True, Progress(ModuleStatus.DONE, None)),
        ([FIRST, MINOR, MATERIAL], [1], True, Progress(ModuleStatus.LOOK_AGAIN, days(10))),
        ([FIRST, MINOR, MATERIAL], [2], True, Progress(ModuleStatus.LOOK_AGAIN, days(10))),
        ([FIRST, MINOR, MATERIAL], [1, 3], True, Progress(ModuleStatus.DONE, None)),
        # A later edition may be due before an earlier one.
        ([FIRST, MATERIAL, LATER], [1], True, Progress(ModuleStatus.LOOK_AGAIN, days(5))),
        (
            [FIRST, MATERIAL._replace(due_on=TODAY)],
            [1],
            True,
            Progress(ModuleStatus.OUTDATED, TODAY),
        ),
        (
            [FIRST, MATERIAL._replace(due_on=days(1))],
            [1],
            True,
            Progress(ModuleStatus.LOOK_AGAIN, days(1)),
        ),
    ],
)
def test_status(editions, completed, begun, wanted):
    assert status_on(TODAY, editions, completed, begun=begun) == wanted


def test_the_notes_of_all_that_was_missed():
    assert notes_since(1, [FIRST, MINOR, MATERIAL]) == ["A word.", "A new section."]
    assert notes_since(2, [FIRST, MINOR, MATERIAL]) == ["A new section."]
    assert notes_since(3, [FIRST, MINOR, MATERIAL]) == []


def read(*sections):
    """The parts of an edition of eight minutes with these sections."""
    said = parts(sections, QUESTIONS, check_minutes=3)
    return tuple(Part.from_json(part) for part in said)


def test_what_was_read_and_did_not_change_is_carried_over():
    before = read(*SECTIONS)
    changed = read(SECTIONS[0], {**SECTIONS[1], "html": "<p>New.</p>"})
    assert carried_over(["first", "second"], before, before) == ("first", "second")
    assert carried_over(["first", "second"], before, changed) == ("first",)
    assert carried_over(["second"], before, changed) == ()
    retitled = read({**SECTIONS[0], "title": "Other"}, SECTIONS[1])
    assert carried_over(["first", "second"], before, retitled) == ("second",)
    longer = read({**SECTIONS[0], "minutes": 9}, SECTIONS[1])
    assert carried_over(["first", "check"], before, longer) == ("first",)


def test_minutes_are_those_of_what_is_unread_and_of_the_check():
    whole = read(*SECTIONS)
    assert minutes_left(whole, []) == 8
    assert minutes_left(whole, ["first"]) == 6
    assert minutes_left(whole, ["first", "second"]) == 3


@pytest.mark.parametrize(
    ("marked", "slug", "stop", "following"),
    [
        (["first"], "first", "second", "second"),
        (["second"], "second", "first", "check"),
        (["first", "second"], "second", "", "check"),
        (["first", "second"], "first", "second", "second"),
    ],
)
def test_where_somebody_goes_on_after_a_part(marked, slug, stop, following):
    whole = read(*SECTIONS)
    assert stop_after(whole, marked, slug) == stop
    assert next_after(whole, slug) == following
    assert next_after(whole, "check") == ""


def test_who_stopped_nowhere_goes_on_with_what_is_not_finished():
    whole = read(*SECTIONS)
    assert resume_at(whole, [], "") == "first"
    assert resume_at(whole, ["first"], "gone") == "second"
    assert resume_at(whole, ["first", "second"], "") == "check"
    assert resume_at(whole, ["first", "second"], "first") == "first"


def test_an_edition_that_is_read_to_its_end_opens_at_its_last_part():
    sections = read(*SECTIONS, {**SECTIONS[1], "slug": "third"})[:-1]
    assert resume_at(sections, ["first", "second", "third"], "") == "third"
    assert resume_at(sections, ["second", "third"], "") == "first"
