"""What publishing and unpublishing pages mean for the course, from drafts alone: order, prerequisites, history."""

import dataclasses
import datetime as dt

import pytest

from content.drafts import CourseDraft, ExpectationsDraft, ModuleDraft, TextDraft
from content.services.publishing import follow_order, publish, retire_module
from curriculum.content import content_hash
from curriculum.models import Course, Edition, ExpectationsEdition, Module
from curriculum.services.editions import Publication
from tests.clock import TODAY, days
from tests.curriculum.courses import content, finish, make_course
from tests.factories import Cast
from tests.said import history_of, refusal

pytestmark = pytest.mark.django_db

ORDER = ("one", "two", "three")
COURSE = CourseDraft("basics", "Basics", ORDER)


def draft(
    slug: str, *, after: str | None = None, due_on: dt.date | None = None, **differing: object
) -> ModuleDraft:
    """A module of the course “Basics”, ready to be published."""
    whole = content(**{"title": slug.capitalize(), **differing})
    return ModuleDraft(slug, COURSE, after, whole, Publication("minor", due_on=due_on))


def places() -> list[tuple[str, int]]:
    return list(Module.objects.order_by("position", "pk").values_list("slug", "position"))


class TestModules:
    def test_the_first_page_makes_course_module_and_edition(self, cast: Cast) -> None:
        edition = publish(draft("two"), by=cast.editor)
        module = edition.module
        assert (module.slug, module.title, module.position, module.prerequisite) == (
            "two",
            "Two",
            0,
            None,
        )
        assert (module.course.slug, module.course.title) == ("basics", "Basics")
        assert (edition.number, edition.published_by, edition.due_on) == (1, cast.editor, TODAY)
        assert edition.content == content(title="Two")
        assert [history_of(each) for each in (module.course, module, edition)] == [
            [("+", cast.editor, why)]
            for why in ("Course added", "Module placed in the course", "Edition published")
        ]

    def test_each_takes_its_place_among_those_published_before(self, cast: Cast) -> None:
        for slug, wanted in [
            ("three", [("three", 0)]),
            ("one", [("one", 0), ("three", 1)]),
            ("two", [("one", 0), ("two", 1), ("three", 2)]),
        ]:
            publish(draft(slug), by=cast.editor)
            assert places() == wanted
        moved = Module.objects.get(slug="three")
        assert history_of(moved)[1:] == [
            ("~", cast.editor, "Modules put in another order"),
            ("~", cast.editor, "Modules put in another order"),
        ]

    def test_publishing_again_moves_nothing_and_makes_no_edition(self, cast: Cast) -> None:
        first = publish(draft("one"), by=cast.editor)
        assert publish(draft("one"), by=cast.coordinator) == first
        assert len(history_of(first.module)) == 1
        renamed = publish(draft("one", title="Another"), by=cast.coordinator)
        first.module.refresh_from_db()
        assert (renamed.number, first.module.title) == (2, "Another")
        assert history_of(first.module)[1:] == [
            ("~", cast.coordinator, "Module placed in the course")
        ]

    def test_a_module_waits_for_one_that_is_in_the_course(self, cast: Cast) -> None:
        said = ("prerequisite", "prerequisite", "Publish that module first.")
        assert refusal(publish, draft("two", after="one"), by=cast.editor) == said
        # The course that was begun is not left behind.
        assert not Course.objects.exists()
        publish(draft("one"), by=cast.editor)
        two = publish(draft("two", after="one"), by=cast.editor)
        assert two.module.prerequisite.slug == "one"
        free = publish(draft("two", title="Two again"), by=cast.editor)
        assert Module.objects.get(pk=free.module_id).prerequisite is None
        retire_module("one", by=cast.editor)
        assert refusal(publish, draft("two", after="one"), by=cast.editor) == said

    def test_a_circle_is_named_by_the_titles_as_they_are_to_be(self, cast: Cast) -> None:
        publish(draft("one"), by=None)
        publish(draft("two", after="one"), by=None)
        turned = draft("one", after="two", title="Beginning")
        assert refusal(publish, turned, by=cast.editor) == (
            "prerequisite",
            "prerequisite",
            "These modules wait for one another, so nobody could begin: "
            "“Beginning” → “Two” → “Beginning”.",
        )
        assert Edition.objects.count() == 2

    def test_what_the_curriculum_refuses_leaves_nothing(self, cast: Cast) -> None:
        assert refusal(publish, draft("one", summary=""), by=cast.editor) == (
            "incomplete",
            "summary",
            "Write a sentence that says what the module is about.",
        )
        assert (Course.objects.count(), Module.objects.count()) == (0, 0)

    def test_in_a_running_course_a_new_module_says_its_day(self, cast: Cast) -> None:
        finish(cast.supporter, publish(draft("one"), by=None))
        assert refusal(publish, draft("two"), by=cast.editor)[:2] == ("due_on", "due_on")
        assert places() == [("one", 0)]
        assert publish(draft("two", due_on=days(9)), by=cast.editor).due_on == days(9)


class TestOrder:
    def test_modules_follow_their_pages_and_drafts_are_passed_over(self, cast: Cast) -> None:
        for slug in ORDER:
            publish(draft(slug), by=None)
        order = ("three", "never-published", "one", "two")
        follow_order(dataclasses.replace(COURSE, order=order), by=cast.editor)
        assert places() == [("three", 0), ("one", 1), ("two", 2)]
        assert history_of(Module.objects.get(slug="three"))[-1] == (
            "~",
            cast.editor,
            "Modules put in another order",
        )

    def test_another_course_keeps_its_own(self, cast: Cast) -> None:
        for slug in ("one", "two"):
            publish(draft(slug), by=None)
        other = CourseDraft("advanced", "Advanced", ("four", "two"))
        publish(dataclasses.replace(draft("four"), course=other), by=None)
        assert places() == [("one", 0), ("four", 0), ("two", 1)]
        follow_order(other, by=cast.editor)
        assert places() == [("one", 0), ("four", 0), ("two", 1)]

    def test_a_course_that_was_never_published_has_no_order(self, cast: Cast) -> None:
        follow_order(COURSE, by=cast.editor)
        assert not Course.objects.exists()


class TestUnpublishing:
    def test_the_course_does_without_it_from_today(self, cast: Cast) -> None:
        for slug in ("one", "two"):
            publish(draft(slug), by=None)
        for _ in range(2):
            retire_module("one", by=cast.editor)
        out = Module.objects.get(slug="one").retirements.get()
        assert (out.since, out.until) == (TODAY, None)
        assert history_of(out) == [("+", cast.editor, "Module page unpublished")]
        assert not Module.objects.get(slug="two").retirements.exists()

    def test_a_page_that_was_never_published_retires_nothing(self, cast: Cast) -> None:
        publish(draft("one"), by=None)
        retire_module("two", by=cast.editor)
        assert not Module.objects.get().retirements.exists()


class TestOtherTexts:
    def test_the_expectations_are_published_as_drafted(self, cast: Cast) -> None:
        said = Publication("material", "A third item.", days(20))
        drafted = ExpectationsDraft("Title", "Intro:", ["One.", "Two."], "I accept.", said)
        first = publish(drafted, by=cast.editor)
        assert (first.title, first.intro, first.items, first.meaning) == (
            "Title",
            "Intro:",
            ["One.", "Two."],
            "I accept.",
        )
        assert (first.published_by, first.due_on) == (cast.editor, days(20))
        second = publish(
            dataclasses.replace(drafted, items=["One.", "Two.", "Three."]), by=cast.coordinator
        )
        assert (second.number, second.change_note, second.due_on, second.published_by) == (
            2,
            "A third item.",
            days(20),
            cast.coordinator,
        )
        empty = dataclasses.replace(drafted, meaning=" ")
        assert refusal(publish, empty, by=cast.editor)[:2] == ("empty", "meaning")

    def test_a_text_of_which_there_is_one_is_numbered_too(self, cast: Cast) -> None:
        def text(title: str) -> ExpectationsEdition:
            said = {"title": title, "intro": "I:", "items": ["One."], "meaning": "Yes."}
            return ExpectationsEdition(**said, content_hash=content_hash(said))

        first = publish(TextDraft(text("A"), Publication(due_on=days(3))), by=cast.editor)
        second = publish(TextDraft(text("B"), Publication("minor")), by=cast.coordinator)
        assert [(each.number, each.due_on, each.published_by) for each in (first, second)] == [
            (1, days(3), cast.editor),
            (2, None, cast.coordinator),
        ]

    def test_nothing_else_is_a_draft(self, cast: Cast) -> None:
        with pytest.raises(NotImplementedError) as unknown:
            publish(make_course(), by=cast.editor)
        assert unknown.value.args == (Course,)
