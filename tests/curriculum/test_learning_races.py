"""The same thing at the same moment, on connections of their own."""

import uuid

import pytest

from curriculum.models import Attempt, Bookmark, Completion, Edition
from curriculum.services.checks import submit_attempt
from curriculum.services.learning import mark_read
from tests.curriculum.courses import RIGHT, make_edition, make_module, publish, read_all
from tests.factories import make_supporter
from tests.races import at_once, errors_in

TIMES = 12

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_form_sent_many_times_is_one_attempt():
    person, edition, token = make_supporter().person, make_edition(), uuid.uuid4()
    read_all(person, edition)
    assert (
        errors_in(
            at_once(
                *[lambda: submit_attempt(person, edition=edition, token=token, answers=RIGHT)]
                * TIMES
            )
        )
        == []
    )
    assert (Attempt.objects.count(), Completion.objects.count()) == (1, 1)


def test_many_forms_complete_an_edition_once():
    person, edition = make_supporter().person, make_edition()
    read_all(person, edition)
    assert (
        errors_in(
            at_once(
                *[
                    lambda: submit_attempt(
                        person, edition=edition, token=uuid.uuid4(), answers=RIGHT
                    )
                ]
                * TIMES
            )
        )
        == []
    )
    assert (Attempt.objects.count(), Completion.objects.count()) == (TIMES, 1)


def test_two_tabs_lose_no_section():
    person = make_supporter().person
    sections = [
        {"slug": f"s{n}", "title": f"S{n}", "minutes": 1, "html": "<p>x</p>"} for n in range(TIMES)
    ]
    edition = make_edition(sections=sections, minutes=TIMES + 1)
    acts = [lambda slug=s["slug"]: mark_read(person, edition=edition, slug=slug) for s in sections]
    assert errors_in(at_once(*acts)) == []
    assert sorted(Bookmark.objects.get().read) == sorted(s["slug"] for s in sections)


def test_editions_published_at_once_are_numbered_one_after_another():
    module = make_module()
    acts = [
        lambda n=n: publish(module, summary=f"Said in way {n}.", change="minor")
        for n in range(TIMES)
    ]
    assert errors_in(at_once(*acts)) == []
    assert list(Edition.objects.values_list("number", flat=True)) == list(range(1, TIMES + 1))
