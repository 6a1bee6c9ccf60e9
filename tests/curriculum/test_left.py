"""What is left of the course is what its modules say, one by one."""

import pytest

from curriculum.models import Bookmark
from curriculum.selectors.learning import course_states
from curriculum.selectors.left import Left, left_to_learn
from curriculum.services.courses import retire_module
from curriculum.services.learning import mark_read, open_section
from tests.clock import days
from tests.curriculum.courses import SECTIONS, finish, make_edition, make_module, material, minor

pytestmark = pytest.mark.django_db

CHANGED = [{**SECTIONS[0], "html": "<p>Another text.</p>"}, SECTIONS[1]]


def left_of(person):
    """Held to the list of the modules."""
    states = course_states(person)
    left = left_to_learn(person, {state.module.pk for state in states if state.is_done})
    assert left == (
        sum(state.minutes_left for state in states),
        any(state.touched_at for state in states),
    )
    return left


def test_nothing_published(cast):
    make_module("draft")
    assert left_of(cast.supporter) == Left(0, begun=False)


def test_as_a_person_reads_and_finishes(cast):
    one, two = make_edition("one"), make_edition("two")
    assert left_of(cast.supporter) == Left(16, begun=False)
    open_section(cast.supporter, edition=one, slug="first")
    assert left_of(cast.supporter) == Left(16, begun=True)
    mark_read(cast.supporter, edition=one, slug="first")
    assert left_of(cast.supporter) == Left(14, begun=True)
    assert left_of(cast.other_supporter) == Left(16, begun=False)
    finish(cast.supporter, one)
    assert left_of(cast.supporter) == Left(8, begun=True)
    retire_module(two.module, by=None)
    assert left_of(cast.supporter) == Left(0, begun=True)


def test_who_finished_without_reading_has_opened_nothing(cast):
    finish(cast.supporter, make_edition("one"))
    Bookmark.objects.all().delete()
    make_edition("two")
    assert left_of(cast.supporter) == Left(8, begun=False)


def test_what_did_not_change_since_it_was_read_is_not_left(cast):
    edition = make_edition()
    for section in ("first", "second"):
        mark_read(cast.supporter, edition=edition, slug=section)
    assert left_of(cast.supporter) == Left(3, begun=True)
    newer = minor(edition.module, sections=CHANGED)
    assert left_of(cast.supporter) == Left(5, begun=True)
    mark_read(cast.supporter, edition=newer, slug="first")
    assert left_of(cast.supporter) == Left(3, begun=True)


def test_what_must_be_looked_at_again_is_left(cast):
    edition = make_edition()
    finish(cast.supporter, edition)
    minor(edition.module, title="The same, better said")
    assert left_of(cast.supporter).minutes == 0
    material(edition.module, days(3), sections=CHANGED)
    assert left_of(cast.supporter).minutes == 5


@pytest.mark.parametrize("modules", [1, 3])
def test_it_costs_one_statement_and_one_more_for_older_texts(
    cast, django_assert_num_queries, modules
):
    editions = [make_edition() for _ in range(modules)]
    for edition in editions:
        mark_read(cast.supporter, edition=edition, slug="first")
    with django_assert_num_queries(1):
        assert left_to_learn(cast.supporter, ()).minutes == 6 * modules
    for edition in editions:
        minor(edition.module, sections=CHANGED)
    with django_assert_num_queries(2):
        assert left_to_learn(cast.supporter, ()).minutes == 8 * modules
    with django_assert_num_queries(1):
        left_to_learn(cast.supporter, {edition.module_id for edition in editions})
