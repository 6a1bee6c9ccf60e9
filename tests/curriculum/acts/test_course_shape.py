"""The course's modules in their order: placing, reordering, taking out and bringing back, and by whom."""

from collections.abc import Iterator

import pytest

from curriculum.models import Course, Module, Retirement
from curriculum.selectors.courses import in_the_course
from curriculum.services.courses import (
    ensure_course,
    ensure_module,
    reorder_modules,
    retire_module,
    unretire_module,
)
from curriculum.signals import course_changed
from tests.clock import TODAY, at, days
from tests.curriculum.courses import make_course, make_edition, make_module
from tests.factories import Cast
from tests.said import hearing, history_of, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard() -> Iterator[list[tuple]]:
    with hearing(course_changed, "course", "by") as said:
        yield said


def away(module: Module) -> list[tuple]:
    return list(module.retirements.values_list("since", "until"))


def order(course: Course) -> list[tuple[str, int]]:
    return list(course.modules.values_list("slug", "position"))


class TestPlacing:
    def test_a_course_is_made_once_and_history_says_by_whom(self, cast: Cast) -> None:
        course = ensure_course("basics", title="Basics", by=cast.editor)
        again = ensure_course("basics", title="Another title", by=cast.coordinator)
        other = ensure_course("advanced", title="Advanced", by=None)
        assert (again, again.title) == (course, "Basics")
        assert list(Course.objects.order_by("pk").values_list("slug", "title")) == [
            ("basics", "Basics"),
            ("advanced", "Advanced"),
        ]
        assert history_of(course) == [("+", cast.editor, "Course added")]
        assert history_of(other) == [("+", None, "Course added")]

    def test_a_module_has_what_it_was_given(self, cast: Cast) -> None:
        course = make_course()
        first = ensure_module(course, slug="first", title="First", position=0, by=cast.editor)
        second = ensure_module(
            course, slug="second", title="Second", position=4, prerequisite=first, by=cast.editor
        )
        rows = Module.objects.order_by("pk")
        assert list(rows.values_list("slug", "title", "course", "position", "prerequisite")) == [
            ("first", "First", course.pk, 0, None),
            ("second", "Second", course.pk, 4, first.pk),
        ]
        assert history_of(second) == [("+", cast.editor, "Module placed in the course")]

    @pytest.mark.parametrize(
        "changed", [{"title": "Renamed"}, {"position": 7}, {"prerequisite": None}]
    )
    def test_each_difference_is_saved_and_nothing_else_is(self, cast: Cast, changed: dict) -> None:
        course, first = make_course(), make_module("first")
        said = {"slug": "second", "title": "Second", "position": 1, "prerequisite": first}
        second = ensure_module(course, by=cast.editor, **said)
        assert ensure_module(course, by=cast.coordinator, **said) == second
        assert len(history_of(second)) == 1
        ensure_module(course, by=cast.coordinator, **{**said, **changed})
        second.refresh_from_db()
        (name, value), *_ = changed.items()
        assert getattr(second, name) == value
        assert history_of(second)[1:] == [("~", cast.coordinator, "Module placed in the course")]

    def test_a_module_may_move_to_another_course(self) -> None:
        module, other = make_module("first"), make_course("other", "Other")
        moved = ensure_module(other, slug="first", title=module.title, position=0, by=None)
        assert (moved, moved.course, order(module.course)) == (module, other, [])


class TestPrerequisites:
    def placed(self, course: Course, slug: str, title: str, before: Module) -> dict:
        return {"slug": slug, "title": title, "position": 9, "prerequisite": before, "by": None}

    def test_one_of_another_course_is_refused(self) -> None:
        first, other = make_module("first"), make_course("other", "Other")
        new = self.placed(other, "second", "Second", first)
        assert refusal(ensure_module, other, **new) == (
            "prerequisite",
            "prerequisite",
            "Choose a module of the same course.",
        )
        assert not Module.objects.filter(slug="second").exists()
        assert ensure_module(first.course, **new).prerequisite == first

    def test_one_that_the_course_does_without_is_refused_until_it_returns(self) -> None:
        first = make_module("first")
        retire_module(first, by=None)
        new = self.placed(first.course, "second", "Second", first)
        said = ("prerequisite", "prerequisite", "Publish that module first.")
        assert refusal(ensure_module, first.course, **new) == said
        # One that is to return has its day already.
        unretire_module(first, by=None, asked_from=days(30))
        assert ensure_module(first.course, **new).prerequisite == first

    def test_a_circle_is_named_with_the_titles_as_they_would_be(self) -> None:
        course, first = make_course(), make_module("first")
        second = make_module("second", prerequisite=first)
        third = make_module("third", prerequisite=second)
        assert refusal(
            ensure_module, course, **self.placed(course, "first", "New name", third)
        ) == (
            "circle",
            "prerequisite",
            "These modules wait for one another, so nobody could begin: "
            "“New name” → “Title of third” → “Title of second” → “New name”.",
        )
        itself = self.placed(course, "first", "First", first)
        assert refusal(ensure_module, course, **itself)[2] == (
            "These modules wait for one another, so nobody could begin: “First” → “First”."
        )
        first.refresh_from_db()
        assert (first.title, first.prerequisite) == ("Title of first", None)
        # Without the middle one the way is open.
        ensure_module(course, slug="second", title="Second", position=1, by=None)
        assert ensure_module(
            course, **self.placed(course, "first", "First", second)
        ).prerequisite == (second)


class TestReordering:
    def test_the_named_come_first_and_only_what_moves_is_saved(self, cast: Cast) -> None:
        course = make_course()
        a, b, c, d = (
            ensure_module(course, slug=slug, title=slug, position=place, by=None)
            for place, slug in enumerate("abcd")
        )
        reorder_modules(course, slugs=["a", "c"], by=cast.editor)
        assert order(course) == [("a", 0), ("c", 1), ("b", 2), ("d", 3)]
        moved = [("~", cast.editor, "Modules put in another order")]
        assert [history_of(each)[1:] for each in (a, b, c, d)] == [[], moved, moved, []]

    def test_a_slug_named_twice_counts_once(self) -> None:
        course = make_course()
        for slug in ("a", "b"):
            make_module(slug)
        reorder_modules(course, slugs=["b", "a", "b"], by=None)
        assert order(course) == [("b", 0), ("a", 1)]

    def test_a_module_of_another_course_is_unknown_here(self) -> None:
        course, other = make_course(), make_course("other", "Other")
        make_module("a")
        make_module("b")
        elsewhere = make_module("elsewhere", course=other)
        assert refusal(reorder_modules, course, slugs=["b", "elsewhere", "x"], by=None) == (
            "unknown",
            None,
            "The course has no module “elsewhere”.",
        )
        reorder_modules(course, slugs=["b"], by=None)
        assert order(course) == [("b", 0), ("a", 1)]
        elsewhere.refresh_from_db()
        assert len(history_of(elsewhere)) == 1


class TestOutAndBack:
    def test_a_module_leaves_today_and_the_rooms_above_hear_it_once(
        self, cast: Cast, heard: list
    ) -> None:
        kept, gone = make_edition("kept").module, make_edition("gone").module
        for by in (cast.editor, cast.coordinator):
            retire_module(gone, by=by)
        assert (away(gone), away(kept)) == ([(TODAY, None)], [])
        assert list(in_the_course(kept.course)) == [kept]
        assert history_of(gone.retirements.get()) == [("+", cast.editor, "Module retired")]
        assert heard == [(Module, gone.course, cast.editor)]

    def test_a_reason_of_ones_own_is_kept_in_the_history(self, cast: Cast) -> None:
        module = make_edition().module
        retire_module(module, by=cast.editor, why="The law changed")
        unretire_module(module, by=cast.coordinator, why="Law changed back")
        assert history_of(Retirement.objects.get()) == [
            ("+", cast.editor, "The law changed"),
            ("~", cast.coordinator, "Law changed back"),
        ]

    def test_it_returns_today_unless_a_day_is_given(self, cast: Cast, heard: list) -> None:
        one, two = make_edition("one").module, make_edition("two").module
        for module in (one, two):
            retire_module(module, by=None)
        heard.clear()
        with at(days(10).isoformat()):
            unretire_module(one, by=cast.editor)
            unretire_module(two, by=cast.editor, asked_from=days(20))
        assert (away(one), away(two)) == ([(TODAY, days(10))], [(TODAY, days(20))])
        assert history_of(one.retirements.get())[1:] == [
            ("~", cast.editor, "Module back in the course")
        ]
        assert heard == [(Module, one.course, cast.editor)] * 2

    def test_a_day_before_it_left_is_the_day_it_left(self) -> None:
        module = make_edition().module
        retire_module(module, by=None)
        unretire_module(module, by=None, asked_from=days(-9))
        assert away(module) == [(TODAY, TODAY)]

    def test_what_is_in_the_course_is_not_brought_back(self, cast: Cast, heard: list) -> None:
        module = make_edition().module
        unretire_module(module, by=cast.editor)
        assert (away(module), heard) == ([], [])
        retire_module(module, by=None)
        for _ in range(2):
            unretire_module(module, by=None, asked_from=days(5))
        assert (away(module), len(heard)) == ([(TODAY, days(5))], 2)

    def test_one_that_was_to_return_stays_out_from_the_day_it_left(self, heard: list) -> None:
        module = make_edition().module
        retire_module(module, by=None)
        unretire_module(module, by=None, asked_from=days(20))
        with at(days(5).isoformat()):
            retire_module(module, by=None)
        assert (away(module), len(heard)) == ([(TODAY, None)], 3)

    @pytest.mark.parametrize("leaves_again", [5, 6])
    def test_one_that_returned_leaves_a_second_time(self, leaves_again: int) -> None:
        """On the very day of its return too: the plan is fulfilled then."""
        module = make_edition().module
        retire_module(module, by=None)
        unretire_module(module, by=None, asked_from=days(5))
        with at(days(leaves_again).isoformat()):
            retire_module(module, by=None)
        assert away(module) == [(TODAY, days(5)), (days(leaves_again), None)]
