"""Publishing editions and shaping the course."""

import pytest

from curriculum.content import content_hash
from curriculum.models import Edition, ExpectationsEdition
from curriculum.selectors.courses import in_the_course, newest_editions
from curriculum.services.courses import (
    ensure_module,
    reorder_modules,
    retire_module,
    unretire_module,
)
from curriculum.services.editions import Incomplete, Publication, publish_edition
from curriculum.signals import course_changed, published
from portal.common.errors import Refusal
from tests.clock import NOW, TODAY, days
from tests.curriculum.courses import (
    content,
    finish,
    make_course,
    make_edition,
    make_expectations,
    make_module,
    material,
    minor,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """What the signals said."""
    said = []

    def hear(sender, signal, **told):
        said.append(told.get("edition") or told.get("course"))

    published.connect(hear)
    course_changed.connect(hear)
    yield said
    published.disconnect(hear)
    course_changed.disconnect(hear)


def test_the_first_edition_is_material_and_due_today_unless_a_day_is_given(cast, heard):
    module = make_module()
    edition = publish(module, by=cast.editor, change="minor", change_note="x", due_on=None)
    assert (edition.number, edition.change, edition.due_on) == (1, "material", TODAY)
    assert (edition.change_note, edition.published_on, edition.published_at) == ("", TODAY, NOW)
    assert (edition.published_by, edition.content_hash) == (
        cast.editor,
        content(title=module.title).hash,
    )
    assert heard == [edition]


def test_a_new_module_of_a_running_course_may_be_due_later_and_never_earlier(cast):
    said = {"by": cast.editor, "change": "material"}
    with pytest.raises(Refusal) as refused:
        publish(make_module(), due_on=days(-1), **said)
    assert (refused.value.code, refused.value.field) == ("due_on", "due_on")
    assert publish(make_module(), due_on=days(9), **said).due_on == days(9)


def test_once_people_have_begun_a_new_module_needs_the_day_from_which_it_is_asked(cast):
    assert publish(make_module(), due_on=None).due_on == TODAY
    finish(cast.supporter, make_edition())
    for change in ("minor", "material"):
        with pytest.raises(Refusal) as refused:
            publish(make_module(), due_on=None, change=change)
        assert (refused.value.code, refused.value.field) == ("due_on", "due_on")
    assert publish(make_module(), due_on=TODAY).due_on == TODAY


def test_a_module_that_comes_back_is_seen_at_once_and_asked_for_from_its_day(cast):
    edition = make_edition()
    module = edition.module
    retire_module(module, by=None)
    assert [*in_the_course(module.course)] == []
    material(module, days(20))
    assert [(r.since, r.until) for r in module.retirements.all()] == [(TODAY, days(20))]
    assert [*in_the_course(module.course)] == [module]
    assert [each.module for each in newest_editions()] == [module]
    retire_module(module, by=None)
    assert [(r.since, r.until) for r in module.retirements.all()] == [(TODAY, None)]


def test_publishing_the_same_content_again_makes_no_edition(heard):
    edition = make_edition()
    assert publish(edition.module) == edition
    assert publish(edition.module, title=f" {edition.title} ") == edition
    assert Edition.objects.count() == 1
    assert heard == [edition]


def test_editions_are_numbered_and_the_ones_before_stay_as_they_were():
    first = make_edition()
    second = minor(first.module)
    third = material(first.module, days(30))
    assert [second.number, second.change, second.due_on] == [2, "minor", None]
    assert [third.number, third.change, third.due_on] == [3, "material", days(30)]
    assert third.change_note == "The second section is new."
    assert Edition.objects.get(pk=first.pk).parts == first.parts
    # Back to what the first one said is a new edition, not the first one.
    fourth = publish(first.module, change="minor")
    assert (fourth.number, fourth.content_hash) == (4, first.content_hash)


def test_a_minor_change_has_no_due_date_even_if_one_was_given():
    edition = make_edition()
    assert minor(edition.module, due_on=days(3)).due_on is None


@pytest.mark.parametrize(
    ("differing", "code"),
    [
        ({"change_note": " "}, "change_note"),
        ({"due_on": None}, "due_on"),
        ({"due_on": days(-1)}, "due_on"),
        ({"change": "huge"}, "change"),
    ],
)
def test_a_material_change_says_what_changed_and_by_when(differing, code):
    edition = make_edition()
    with pytest.raises(Refusal) as refused:
        material(edition.module, **{"due_on": days(0), **differing})
    assert (refused.value.code, refused.value.field) == (code, code)
    assert Edition.objects.count() == 1
    assert material(edition.module, days(0)).number == 2


def test_what_cannot_be_completed_is_not_published(heard):
    module = make_module()
    with pytest.raises(Incomplete) as refused:
        publish(module, minutes=None, questions=[])
    assert refused.value.code == "incomplete"
    assert [problem.path for problem in refused.value.problems] == [
        ("minutes",),
        ("parts", 2, "questions"),
    ]
    assert (Edition.objects.count(), heard) == (0, [])


def test_a_module_by_its_slug_or_not_at_all():
    module = make_module("why")
    assert publish_edition("why", content=content(), by=None).module == module
    with pytest.raises(Refusal) as refused:
        publish_edition("nowhere", content=content(), by=None)
    assert refused.value.code == "unknown"


def test_the_hash_follows_the_content_not_the_order_of_its_keys():
    assert content_hash({"a": 1, "b": "é"}) == content_hash({"b": "é", "a": 1})
    assert content_hash({"a": 1}) != content_hash({"a": 2})


def test_a_retired_module_comes_back_by_being_published(heard):
    edition = make_edition()
    course = edition.module.course
    retire_module(edition.module, by=None)
    assert [(r.since, r.until) for r in edition.module.retirements.all()] == [(TODAY, None)]
    retire_module(edition.module, by=None)
    assert publish(edition.module) == edition
    assert edition.module.retirements.get().until == TODAY
    unretire_module(edition.module, by=None)
    assert heard == [edition, course, course]


def test_ensuring_a_module_saves_what_differs_and_nothing_else():
    course = make_course()
    module = ensure_module(course, slug="why", title="Why", position=0, by=None)
    ensure_module(course, slug="why", title="Why", position=0, by=None)
    assert module.history.count() == 1
    again = ensure_module(course, slug="why", title="Why peers", position=3, by=None)
    assert (again.pk, again.title, again.position) == (module.pk, "Why peers", 3)
    assert module.history.count() == 2
    assert make_course(title="Another title").title == course.title


def test_prerequisites_make_no_circle_and_stay_in_the_course():
    course = make_course()
    first = ensure_module(course, slug="first", title="First", position=0, by=None)
    second = ensure_module(
        course, slug="second", title="Second", position=1, prerequisite=first, by=None
    )
    assert second.prerequisite == first
    with pytest.raises(Refusal) as refused:
        ensure_module(course, slug="first", title="First", position=0, prerequisite=second, by=None)
    assert (refused.value.code, refused.value.field) == ("circle", "prerequisite")
    assert "“First” → “Second” → “First”" in refused.value.message
    other = make_course("other", "Other")
    with pytest.raises(Refusal) as refused:
        ensure_module(other, slug="third", title="Third", position=0, prerequisite=first, by=None)
    assert refused.value.code == "prerequisite"


def test_a_retired_module_is_no_prerequisite():
    course = make_course()
    first = ensure_module(course, slug="first", title="First", position=0, by=None)
    retire_module(first, by=None)
    with pytest.raises(Refusal, match="Publish that module first") as refused:
        ensure_module(
            course, slug="second", title="Second", position=1, prerequisite=first, by=None
        )
    assert (refused.value.code, refused.value.field) == ("prerequisite", "prerequisite")
    unretire_module(first, by=None)
    assert (
        ensure_module(
            course, slug="second", title="Second", position=1, prerequisite=first, by=None
        ).prerequisite
        == first
    )


def test_reordering_names_some_and_keeps_the_rest_behind_them():
    course = make_course()
    for position, slug in enumerate("abc"):
        ensure_module(course, slug=slug, title=slug, position=position, by=None)
    reorder_modules(course, slugs=["c", "a"], by=None)
    assert list(course.modules.values_list("slug", flat=True)) == ["c", "a", "b"]
    with pytest.raises(Refusal) as refused:
        reorder_modules(course, slugs=["c", "z"], by=None)
    assert refused.value.code == "unknown"


def test_expectations_are_published_like_modules(heard):
    first = make_expectations()
    assert (first.number, first.change, first.due_on) == (1, "material", TODAY)
    assert make_expectations() == first
    second = make_expectations(
        "Our expectations", Publication("material", "A new title.", days(20))
    )
    assert (second.number, second.due_on) == (2, days(20))
    assert ExpectationsEdition.objects.count() == 2
    assert heard == [first, second]


def test_expectations_without_words_are_not_published():
    with pytest.raises(Refusal) as refused:
        make_expectations(" ")
    assert (refused.value.code, refused.value.field) == ("empty", "title")
