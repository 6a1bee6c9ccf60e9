"""Reading, resuming, attempting and completing, by the services."""

import uuid

import pytest

from curriculum.enums import ModuleStatus
from curriculum.models import Attempt, Bookmark, Completion
from curriculum.selectors.learning import course_states, edition_shown, own_attempts
from curriculum.services.checks import submit_attempt
from curriculum.services.courses import retire_module
from curriculum.services.learning import mark_read, open_section
from curriculum.signals import learned
from portal.common.errors import Refusal
from tests.clock import NOW, TODAY, at, days
from tests.curriculum.courses import (
    RIGHT,
    SECTIONS,
    SINGLE,
    attempt,
    finish,
    make_edition,
    make_module,
    material,
    minor,
    publish,
    read_all,
    state_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    said = []

    def hear(sender, person, by, **_):
        said.append((sender, person, by))

    learned.connect(hear)
    yield said
    learned.disconnect(hear)


def test_a_module_begins_is_read_and_is_done(cast):
    edition = make_edition()
    state = state_of(cast.supporter, edition)
    assert (state.status, state.resume_at, state.minutes_left) == (ModuleStatus.NEW, "first", 8)
    open_section(cast.supporter, edition=edition, slug="first")
    state = state_of(cast.supporter, edition)
    assert (state.status, state.read, state.minutes_left) == (ModuleStatus.STARTED, (), 8)
    assert mark_read(cast.supporter, edition=edition, slug="first") == "second"
    state = state_of(cast.supporter, edition)
    assert (state.read, state.resume_at, state.minutes_left) == (("first",), "second", 6)
    assert mark_read(cast.supporter, edition=edition, slug="second") == "check"
    state = state_of(cast.supporter, edition)
    assert (state.read, state.resume_at, state.minutes_left) == (("first", "second"), "check", 3)
    submit_attempt(cast.supporter, edition=edition, token=uuid.uuid4(), answers=RIGHT)
    state = state_of(cast.supporter, edition)
    assert (state.status, state.finished_on, state.minutes_left) == (ModuleStatus.DONE, TODAY, 0)


def test_reading_the_last_section_first_leads_back_to_the_unread(cast):
    edition = make_edition()
    assert mark_read(cast.supporter, edition=edition, slug="second") == "check"
    state = state_of(cast.supporter, edition)
    assert (state.read, state.resume_at) == (("second",), "first")


def test_marking_twice_is_once(cast):
    edition = make_edition()
    for _ in range(2):
        mark_read(cast.supporter, edition=edition, slug="first")
    assert [b.read for b in Bookmark.objects.all()] == [["first"]]


def test_one_stops_where_one_looked_last(cast):
    edition = make_edition()
    read_all(cast.supporter, edition)
    open_section(cast.supporter, edition=edition, slug="first")
    assert state_of(cast.supporter, edition).resume_at == "first"


def test_no_section_of_that_name(cast):
    edition = make_edition()
    for act in (open_section, mark_read):
        with pytest.raises(Refusal) as refused:
            act(cast.supporter, edition=edition, slug="third")
        assert refused.value.code == "unknown"
    assert not Bookmark.objects.exists()


def test_passing_completes_the_edition_once_and_says_so(cast, heard):
    edition = make_edition()
    first = finish(cast.supporter, edition)
    assert (first.score, first.passed, first.wrong, first.graded_at) == (100, True, [], NOW)
    finish(cast.supporter, edition)
    completion = Completion.objects.get()
    assert (completion.person, completion.edition) == (cast.supporter, edition)
    assert (completion.completed_at, completion.completed_on) == (NOW, TODAY)
    assert (Attempt.objects.count(), heard) == (2, [(Completion, cast.supporter, cast.supporter)])


def test_failing_completes_nothing_and_can_be_repeated(cast, heard):
    edition = make_edition()
    failed = attempt(cast.supporter, edition, one=["one-case"], truth=["truth-true"])
    assert (failed.score, failed.passed, failed.wrong) == (50, False, ["one", "truth"])
    assert (Completion.objects.count(), heard) == (0, [])
    assert finish(cast.supporter, edition).passed


def test_the_pass_mark_itself_is_enough(cast):
    assert attempt(cast.supporter, make_edition(pass_mark=75), one=["one-case"]).passed
    assert not attempt(cast.supporter, make_edition(pass_mark=76), one=["one-case"]).passed


def test_the_same_form_is_one_attempt(cast):
    edition = make_edition()
    read_all(cast.supporter, edition)
    token = uuid.uuid4()
    first = submit_attempt(
        cast.supporter, edition=edition, token=token, answers={**RIGHT, "one": ["one-case"]}
    )
    assert submit_attempt(cast.supporter, edition=edition, token=token, answers=RIGHT) == first
    assert Attempt.objects.count() == 1
    # Another person's form may carry the same token.
    read_all(cast.other_supporter, edition)
    assert (
        submit_attempt(cast.other_supporter, edition=edition, token=token, answers=RIGHT) != first
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"one": []},
        {"one": ["one-case", "one-person"]},
        {"one": ["many-sleep"]},
        {"many": []},
        {"many": ["many-sleep", "many-sleep"]},
        {"order": ["order-a", "order-b"]},
        {"order": ["order-a", "order-b", "order-b"]},
        {"strange": ["one-case"]},
    ],
)
def test_answers_that_no_form_can_give(cast, wrong):
    with pytest.raises(Refusal) as refused:
        attempt(cast.supporter, make_edition(), **wrong)
    assert refused.value.code == "answers"
    assert not Attempt.objects.exists()


def test_the_check_opens_when_every_section_is_read(cast):
    edition = make_edition()
    mark_read(cast.supporter, edition=edition, slug="first")
    with pytest.raises(Refusal) as refused:
        submit_attempt(cast.supporter, edition=edition, token=uuid.uuid4(), answers=RIGHT)
    assert refused.value.code == "unread"
    assert "Second" in refused.value.message
    mark_read(cast.supporter, edition=edition, slug="second")
    assert submit_attempt(cast.supporter, edition=edition, token=uuid.uuid4(), answers=RIGHT).passed


def test_a_prerequisite_locks_reading_and_the_check(cast):
    first = make_edition("first-module")
    second = publish(make_module("second-module", prerequisite=first.module))
    assert state_of(cast.supporter, second).locked_by == first.module
    for act in (
        lambda: open_section(cast.supporter, edition=second, slug="first"),
        lambda: mark_read(cast.supporter, edition=second, slug="first"),
        lambda: submit_attempt(cast.supporter, edition=second, token=uuid.uuid4(), answers=RIGHT),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "locked"
    attempt(cast.supporter, first, one=["one-case"], truth=["truth-true"])
    assert state_of(cast.supporter, second).locked_by == first.module
    finish(cast.supporter, first)
    assert state_of(cast.supporter, second).locked_by is None
    assert finish(cast.supporter, second).passed


def test_what_locks_nothing(cast):
    first = make_edition("first-module")
    finish(cast.supporter, first)
    second = publish(make_module("second-module", prerequisite=first.module))
    # A newer edition of the prerequisite does not lock out who finished an older one.
    material(first.module, TODAY)
    assert state_of(cast.supporter, second).locked_by is None
    # Nor does one that nobody can finish: unpublished, or retired.
    third = publish(make_module("third-module", prerequisite=make_module("never-published")))
    assert state_of(cast.other_supporter, third).locked_by is None
    assert state_of(cast.other_supporter, second).locked_by == first.module
    retire_module(first.module, by=None)
    assert state_of(cast.other_supporter, second).locked_by is None


def test_who_is_midway_goes_on_in_the_newest_edition(cast):
    first = make_edition()
    read_all(cast.supporter, first)
    second = material(first.module, days(30))
    state = state_of(cast.supporter, second)
    assert (state.edition, state.status) == (second, ModuleStatus.STARTED)
    assert (state.read, state.resume_at) == (("first",), "second")
    assert (state.changes, state.minutes_left) == (("The second section is new.",), 6)
    open_section(cast.supporter, edition=second, slug="second")
    state = state_of(cast.supporter, second)
    assert (state.read, state.changes) == (("first",), ())
    mark_read(cast.supporter, edition=second, slug="second")
    assert submit_attempt(cast.supporter, edition=second, token=uuid.uuid4(), answers=RIGHT).passed


def test_a_material_edition_asks_for_what_changed(cast):
    first = make_edition()
    finish(cast.supporter, first)
    second = material(first.module, days(30))
    state = state_of(cast.supporter, second)
    assert (state.status, state.due_on, state.counts) == (ModuleStatus.LOOK_AGAIN, days(30), True)
    assert (state.read, state.minutes_left) == (("first",), 6)
    with at(days(30).isoformat()):
        state = state_of(cast.supporter, second)
        assert (state.status, state.counts) == (ModuleStatus.OUTDATED, False)
        mark_read(cast.supporter, edition=second, slug="second")
        assert state_of(cast.supporter, second).changes == ("The second section is new.",)
        finish(cast.supporter, second)
        assert state_of(cast.supporter, second).status == ModuleStatus.DONE


def test_a_minor_edition_asks_for_nothing(cast):
    first = make_edition()
    finish(cast.supporter, first)
    state = state_of(cast.supporter, minor(first.module))
    assert (state.status, state.edition.number) == (ModuleStatus.DONE, 2)


def test_an_attempt_is_graded_on_the_edition_that_was_shown(cast):
    first = make_edition()
    read_all(cast.supporter, first)
    other = [{**SINGLE, "id": "new"}]
    second = material(first.module, days(5), questions=other)
    made = submit_attempt(cast.supporter, edition=first, token=uuid.uuid4(), answers=RIGHT)
    assert (made.edition, made.passed) == (first, True)
    state = state_of(cast.supporter, second)
    assert (state.status, state.due_on) == (ModuleStatus.LOOK_AGAIN, days(5))


def test_an_edition_is_found_under_its_own_module_while_the_course_has_it():
    edition, other = make_edition("one"), make_edition("other")
    newer = minor(edition.module)
    assert edition_shown("one", edition.pk) == edition
    assert edition_shown("one", newer.pk) == newer
    assert edition_shown("one", other.pk) is None
    assert edition_shown("one", 10**17) is None
    retire_module(edition.module, by=None)
    assert edition_shown("one", edition.pk) is None


def test_nobody_sees_another_persons_reading_or_attempts(cast):
    edition = make_edition()
    mine = attempt(cast.supporter, edition, one=["one-case"])
    assert list(own_attempts(cast.supporter)) == [mine]
    assert list(own_attempts(cast.other_supporter)) == []
    state = state_of(cast.other_supporter, edition)
    assert (state.status, state.read, state.stopped_at) == (ModuleStatus.NEW, (), "")


def test_the_course_shows_what_it_has_today(cast):
    one, two = make_edition("one"), make_edition("two")
    make_module("draft")
    assert [state.edition for state in course_states(cast.supporter)] == [one, two]
    newer = minor(one.module)
    assert [state.edition for state in course_states(cast.supporter)] == [newer, two]
    retire_module(two.module, by=None)
    assert [state.edition for state in course_states(cast.supporter)] == [newer]


@pytest.mark.parametrize("modules", [1, 3])
def test_the_course_costs_four_statements(cast, django_assert_num_queries, modules):
    for _ in range(modules):
        edition = make_edition()
        mark_read(cast.supporter, edition=edition, slug="first")
        finish(cast.supporter, edition)
    with django_assert_num_queries(4):
        assert len([state.outline for state in course_states(cast.supporter)]) == modules


@pytest.mark.parametrize("modules", [1, 3])
def test_the_course_costs_one_statement_more_when_its_text_changed(
    cast, django_assert_num_queries, modules
):
    for _ in range(modules):
        edition = make_edition()
        mark_read(cast.supporter, edition=edition, slug="first")
        finish(cast.supporter, edition)
        material(edition.module, days(3), sections=[*SECTIONS, {**SECTIONS[0], "slug": "third"}])
    with django_assert_num_queries(5):
        states = course_states(cast.supporter)
        assert [state.read for state in states] == [("first", "second")] * modules
