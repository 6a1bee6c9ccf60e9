"""The texts of an edition: decoded once, and told apart by what they say."""

import pytest
from django.db.models import QuerySet

from curriculum.models import Edition
from tests.curriculum.courses import make_edition

pytestmark = pytest.mark.django_db


def test_what_was_read_once_is_not_decoded_again(cast):
    edition = make_edition()
    first, second = Edition.objects.get(pk=edition.pk), Edition.objects.get(pk=edition.pk)
    assert (first.parts, first.outcomes) == (edition.parts, edition.outcomes)
    assert first.parts is second.parts
    assert first.outcomes is second.outcomes


def test_another_text_of_the_same_row_is_read_as_it_is(cast):
    edition = make_edition()
    assert Edition.objects.get(pk=edition.pk).outcomes == edition.outcomes
    # Nothing in the portal can do this; a restored copy of the database does.
    QuerySet(Edition).filter(pk=edition.pk).update(outcomes=["Another"])
    assert Edition.objects.get(pk=edition.pk).outcomes == ["Another"]
