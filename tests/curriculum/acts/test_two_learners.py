"""Two people in one module: what each left behind, in whose name, and the sentences that turn them away."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest

from curriculum.models import Attempt, Bookmark, Completion, Edition
from curriculum.services.checks import submit_attempt
from curriculum.services.learning import mark_read, open_section, refuse_if_locked
from curriculum.signals import learned
from portal.accounts.models import Person
from tests.clock import NOW, at, days
from tests.curriculum.courses import (
    CONTENT,
    RIGHT,
    SECTIONS,
    attempt,
    finish,
    make_edition,
    make_module,
    material,
    minor,
    publish,
    read_all,
)
from tests.factories import Cast
from tests.said import hearing, history_of, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard() -> Iterator[list[tuple]]:
    with hearing(learned, "person", "on", "by") as said:
        yield said


def bookmark(person: Person, edition: Edition) -> tuple[list[str], str]:
    """What the person has read, and where they stopped."""
    row = Bookmark.objects.get(person=person, edition=edition)
    return row.read, row.stopped_at


def answering(edition: Edition, **answers: list[str]) -> dict[str, object]:
    return {"edition": edition, "token": uuid.uuid4(), "answers": {**RIGHT, **answers}}


class TestReading:
    def test_two_readers_have_a_bookmark_each(self, cast: Cast) -> None:
        edition = make_edition()
        open_section(cast.supporter, edition=edition, slug="second")
        assert mark_read(cast.other_supporter, edition=edition, slug="first") == "second"
        assert bookmark(cast.supporter, edition) == ([], "second")
        assert bookmark(cast.other_supporter, edition) == (["first"], "second")

    def test_two_modules_have_a_bookmark_each(self, cast: Cast) -> None:
        one, two = make_edition(), make_edition()
        mark_read(cast.supporter, edition=one, slug="first")
        open_section(cast.supporter, edition=two, slug="first")
        assert bookmark(cast.supporter, one) == (["first"], "second")
        assert bookmark(cast.supporter, two) == ([], "first")

    def test_opening_the_same_section_again_writes_nothing(self, cast: Cast) -> None:
        edition = make_edition()
        open_section(cast.supporter, edition=edition, slug="first")
        touched = Bookmark.objects.get().updated_at
        with at(days(1).isoformat()):
            open_section(cast.supporter, edition=edition, slug="first")
            assert Bookmark.objects.get().updated_at == touched == NOW
            open_section(cast.supporter, edition=edition, slug="second")
            assert Bookmark.objects.get().updated_at != touched
        assert bookmark(cast.supporter, edition) == ([], "second")

    def test_what_was_read_keeps_the_order_in_which_it_was_read(self, cast: Cast) -> None:
        edition = make_edition()
        mark_read(cast.supporter, edition=edition, slug="second")
        assert bookmark(cast.supporter, edition) == (["second"], "first")
        mark_read(cast.supporter, edition=edition, slug="first")
        assert bookmark(cast.supporter, edition) == (["second", "first"], "second")
        # Nothing is left to resume once the last section is read and no other is unread.
        mark_read(cast.supporter, edition=edition, slug="second")
        assert bookmark(cast.supporter, edition) == (["second", "first"], "")

    def test_a_newer_edition_begins_with_what_did_not_change(self, cast: Cast) -> None:
        first = make_edition()
        read_all(cast.supporter, first)
        second = material(first.module, days(10))
        open_section(cast.supporter, edition=second, slug="second")
        open_section(cast.other_supporter, edition=second, slug="first")
        assert bookmark(cast.supporter, second) == (["first"], "second")
        assert bookmark(cast.other_supporter, second) == ([], "first")
        assert bookmark(cast.supporter, first) == (["first", "second"], "")

    def test_the_check_is_no_section(self, cast: Cast) -> None:
        edition = make_edition()
        for act in (open_section, mark_read):
            for slug in ("check", "third", ""):
                assert refusal(act, cast.supporter, edition=edition, slug=slug) == (
                    "unknown",
                    None,
                    "This module has no such section.",
                )
        assert not Bookmark.objects.exists()


class TestLocked:
    def test_a_module_opens_for_the_one_who_finished_what_comes_before(self, cast: Cast) -> None:
        before = make_edition("before")
        after = publish(make_module("after", prerequisite=before.module))
        finish(cast.other_supporter, before)
        said = ("locked", None, "Finish “Title of before” first.")
        for act in (open_section, mark_read):
            assert refusal(act, cast.supporter, edition=after, slug="first") == said
            act(cast.other_supporter, edition=after, slug="first")
        answers = answering(after)
        assert refusal(submit_attempt, cast.supporter, **answers) == said
        assert refusal(refuse_if_locked, cast.supporter, edition=after) == said
        assert Bookmark.objects.filter(person=cast.supporter, edition=after).count() == 0
        finish(cast.supporter, before)
        assert refuse_if_locked(cast.supporter, edition=after) is None
        assert mark_read(cast.supporter, edition=after, slug="first") == "second"


class TestAnswering:
    def test_an_attempt_says_what_was_answered_and_in_whose_name(
        self, cast: Cast, heard: list
    ) -> None:
        edition = make_edition()
        made = attempt(cast.supporter, edition, many=["many-home"])
        made.refresh_from_db()
        assert (made.person, made.edition, made.graded_at) == (cast.supporter, edition, NOW)
        assert made.answers == {**RIGHT, "many": ["many-home"]}
        assert (made.wrong, made.score, made.passed) == (["many"], 75, True)
        done = Completion.objects.get()
        assert history_of(done) == [("+", cast.supporter, "Knowledge check answered")]
        assert heard == [(Completion, cast.supporter, NOW.date(), cast.supporter)]

    def test_the_day_is_the_programs_own(self, cast: Cast, heard: list) -> None:
        edition = make_edition()
        with at("2026-11-30T23:30"):
            finish(cast.supporter, edition)
        done = Completion.objects.get()
        assert done.completed_on == dt.date(2026, 11, 30)
        assert heard == [(Completion, cast.supporter, done.completed_on, cast.supporter)]

    def test_each_person_and_each_edition_is_completed_once(self, cast: Cast, heard: list) -> None:
        first = make_edition()
        second = minor(first.module)
        for person in (cast.supporter, cast.other_supporter):
            for edition in (first, second, second):
                finish(person, edition)
        rows = Completion.objects.order_by("pk").values_list("person", "edition")
        assert list(rows) == [
            (person.pk, edition.pk)
            for person in (cast.supporter, cast.other_supporter)
            for edition in (first, second)
        ]
        assert (Attempt.objects.count(), len(heard)) == (6, 4)

    def test_a_failed_attempt_leaves_nothing_but_itself(self, cast: Cast, heard: list) -> None:
        edition = make_edition()
        failed = attempt(cast.supporter, edition, one=["one-case"], many=["many-dose"])
        assert (failed.score, failed.passed, failed.wrong) == (50, False, ["one", "many"])
        assert (Completion.objects.count(), heard) == (0, [])

    def test_the_same_form_again_tells_what_it_told_before(self, cast: Cast) -> None:
        edition = make_edition()
        read_all(cast.supporter, edition)
        form = answering(edition, one=["one-case"], truth=["truth-true"])
        failed = submit_attempt(cast.supporter, **form)
        again = submit_attempt(cast.supporter, **{**form, "answers": RIGHT})
        assert (again, again.passed, Completion.objects.count()) == (failed, False, 0)
        # A form shown anew, with its own token, is another attempt.
        assert submit_attempt(cast.supporter, **answering(edition)).passed


class TestTurnedAway:
    def test_the_check_names_the_first_section_that_is_unread(self, cast: Cast) -> None:
        edition = make_edition()
        said = "Read “%s” first: the check opens when every section is read."
        for title in ("First", "Second"):
            form = answering(edition)
            assert refusal(submit_attempt, cast.supporter, **form) == (
                "unread",
                None,
                said % title,
            )
            mark_read(cast.supporter, edition=edition, slug=title.lower())
        assert submit_attempt(cast.supporter, **answering(edition)).passed

    def test_another_persons_reading_opens_no_check(self, cast: Cast) -> None:
        edition = make_edition()
        read_all(cast.supporter, edition)
        form = answering(edition)
        assert refusal(submit_attempt, cast.other_supporter, **form)[0] == "unread"

    def test_reading_an_older_edition_counts_where_nothing_changed(self, cast: Cast) -> None:
        first = make_edition()
        read_all(cast.supporter, first)
        said_better = minor(first.module)
        assert submit_attempt(cast.supporter, **answering(said_better)).passed
        changed = material(first.module, days(5))
        form = answering(changed)
        assert refusal(submit_attempt, cast.supporter, **form)[0] == "unread"

    @pytest.mark.parametrize(
        "answers",
        [
            {},
            {name: RIGHT[name] for name in ("one", "many", "truth")},
            {**RIGHT, "five": ["one-case"]},
        ],
    )
    def test_every_question_is_answered_and_no_other(self, cast: Cast, answers: dict) -> None:
        edition = make_edition()
        read_all(cast.supporter, edition)
        form = {"edition": edition, "token": uuid.uuid4()}
        assert refusal(submit_attempt, cast.supporter, **form, answers=answers) == (
            "answers",
            None,
            "Answer every question of the check, and no other.",
        )
        assert not Attempt.objects.exists()
        # The refused form can be sent again, completed.
        assert submit_attempt(cast.supporter, **form, answers=RIGHT).passed

    def test_a_module_of_one_section_opens_its_check_after_it(self, cast: Cast) -> None:
        edition = make_edition(sections=SECTIONS[:1], minutes=CONTENT["minutes"])
        assert mark_read(cast.supporter, edition=edition, slug="first") == "check"
        assert submit_attempt(cast.supporter, **answering(edition)).passed
