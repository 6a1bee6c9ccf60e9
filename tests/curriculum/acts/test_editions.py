"""Publishing as an editor does it, edition after edition: rows, history, and what turns it down."""

import datetime as dt
from collections.abc import Iterator

import pytest

from curriculum.models import Edition
from curriculum.services.courses import retire_module
from curriculum.services.editions import (
    Incomplete,
    Publication,
    publish_edition,
)
from curriculum.signals import published
from tests.clock import NOW, TODAY, at, days
from tests.curriculum.courses import (
    content,
    finish,
    make_course,
    make_edition,
    make_module,
    minor,
    publish,
)
from tests.factories import Cast
from tests.said import hearing, history_of, refusal

pytestmark = pytest.mark.django_db

MINOR = Publication("minor")
NOTE = "Say in one sentence what changed: people who must look again read it."
DAY = "Choose the day by which people look again, today or later."


@pytest.fixture
def heard() -> Iterator[list[tuple]]:
    with hearing(published, "edition") as said:
        yield said


def of_kind(change: str, note: str = "New.", due_on: dt.date | None = None) -> Publication:
    return Publication(change, note, due_on)


class TestModules:
    def test_an_edition_holds_what_was_published_by_whom_and_when(
        self, cast: Cast, heard: list
    ) -> None:
        module = make_module("why")
        with at("2026-11-30T23:30"):
            edition = publish_edition("why", content=content(), by=cast.editor)
        edition.refresh_from_db()
        assert (edition.module, edition.content) == (module, content())
        assert edition.content_hash == content().hash
        assert (edition.published_on, edition.published_at) == (
            dt.date(2026, 11, 30),
            dt.datetime(2026, 11, 30, 23, 30, tzinfo=NOW.tzinfo),
        )
        assert (edition.published_by, edition.due_on) == (cast.editor, dt.date(2026, 11, 30))
        assert history_of(edition) == [("+", cast.editor, "Edition published")]
        assert heard == [(Edition, edition)]

    def test_two_modules_are_numbered_apart(self) -> None:
        one, two = make_edition("one"), make_edition("two")
        assert [minor(each.module).number for each in (one, one, two)] == [2, 3, 2]
        assert [edition.number for edition in two.module.editions.all()] == [1, 2]

    @pytest.mark.parametrize(
        ("said", "code", "sentence"),
        [
            (of_kind("material", " ", days(3)), "change_note", NOTE),
            (of_kind("material", "New.", None), "due_on", DAY),
            (of_kind("material", "New.", days(-1)), "due_on", DAY),
            (
                of_kind("", "New.", days(3)),
                "change",
                "Say whether the change is minor or material.",
            ),
        ],
    )
    def test_what_a_change_must_say_is_asked_at_its_field(
        self, cast: Cast, said: Publication, code: str, sentence: str
    ) -> None:
        module = make_edition().module
        act = {"content": content(summary="Said anew."), "by": cast.editor}
        assert refusal(publish_edition, module, said=said, **act) == (code, code, sentence)
        assert module.editions.count() == 1
        allowed = publish_edition(module, said=of_kind("material", " New. ", TODAY), **act)
        assert (allowed.number, allowed.change, allowed.change_note, allowed.due_on) == (
            2,
            "material",
            "New.",
            TODAY,
        )

    def test_a_minor_change_keeps_its_note_and_no_day(self) -> None:
        module = make_edition().module
        act = {"content": content(summary="Said anew."), "by": None}
        edition = publish_edition(module, said=of_kind("minor", "  A typo. ", days(3)), **act)
        assert (edition.change, edition.change_note, edition.due_on) == ("minor", "A typo.", None)

    def test_the_same_text_needs_no_note_and_no_day(self, heard: list) -> None:
        first = make_edition()
        same = content(title=first.title)
        assert publish_edition(first.module, content=same, said=of_kind("material"), by=None) == (
            first
        )
        assert heard == [(Edition, first)]

    def test_a_module_that_does_not_exist_is_named(self) -> None:
        make_module("why")
        assert refusal(publish_edition, "wy", content=content(), by=None) == (
            "unknown",
            None,
            "There is no module “wy”.",
        )
        assert publish_edition("why", content=content(), by=None).number == 1

    def test_what_is_missing_is_said_of_the_first_and_held_for_all(self, heard: list) -> None:
        module = make_module()
        with pytest.raises(Incomplete) as refused:
            publish(module, title=" ", summary="", pass_mark=101)
        assert (refused.value.code, refused.value.field) == ("incomplete", "title")
        assert refused.value.message == "Write the module’s title."
        assert [problem.code for problem in refused.value.problems] == [
            "title",
            "summary",
            "pass_mark",
        ]
        assert (Edition.objects.count(), heard) == (0, [])
        with pytest.raises(Incomplete) as refused:
            publish(module, pass_mark=0)
        assert (refused.value.field, refused.value.message) == (
            "pass_mark",
            "Set a pass mark from 1 to 100 percent.",
        )


class TestRunningCourse:
    def test_once_somebody_finished_a_module_a_new_one_needs_its_day(self, cast: Cast) -> None:
        finish(cast.supporter, make_edition("old"))
        new, elsewhere = make_module("new"), make_module("x", course=make_course("other", "Other"))
        act = {"content": content(), "by": cast.editor}
        assert refusal(publish_edition, new, **act) == (
            "due_on",
            "due_on",
            "People have begun this course. Choose the day from which it asks for this module.",
        )
        # Nobody has begun the other course.
        assert publish_edition(elsewhere, **act).due_on == TODAY
        dated = publish_edition(new, said=Publication(due_on=days(14)), **act)
        assert (dated.number, dated.due_on) == (1, days(14))
        # A second edition of it says by itself when it is due, or that it is minor.
        again = {**act, "content": content(summary="Said anew.")}
        assert publish_edition(new, said=MINOR, **again).number == 2

    def test_a_retired_module_comes_back_on_the_day_the_editor_gave(self, cast: Cast) -> None:
        module = make_edition().module
        retire_module(module, by=None)
        said = of_kind("material", "New law.", days(12))
        publish_edition(module, content=content(summary="New."), said=said, by=cast.editor)
        (out,) = module.retirements.all()
        assert (out.since, out.until) == (TODAY, days(12))
        assert history_of(out)[1:] == [("~", cast.editor, "Module back in the course")]

    def test_a_refused_edition_brings_no_module_back(self) -> None:
        module = make_edition().module
        retire_module(module, by=None)
        act = {"content": content(summary="New."), "said": of_kind("material"), "by": None}
        assert refusal(publish_edition, module, **act)[0] == "due_on"
        assert module.retirements.get().until is None
