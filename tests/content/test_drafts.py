"""What a page hands over to be published, and how often it is looked at."""

from unittest.mock import Mock

import pytest

from content.blocks import rendering
from content.models import CoursePage, ModulePage
from content.services.publishing import publish_module
from content.signals import Handover
from curriculum.models import Edition
from curriculum.services import editions
from tests.content.pages import make_course_page, make_module_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def course_page() -> CoursePage:
    return make_course_page()


def test_a_draft_is_all_that_publishing_needs(course_page: CoursePage) -> None:
    page = make_module_page(course_page, publish=False)
    draft = page.draft()
    ModulePage.objects.filter(pk=page.pk).update(summary="Another.")
    edition = publish_module(draft, by=None)
    assert edition.content == draft.content
    assert edition.module.course.slug == course_page.course_slug


def test_a_publication_checks_and_renders_once(
    course_page: CoursePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make_module_page(course_page, publish=False)
    checked, rendered = Mock(wraps=editions.problems), Mock(wraps=rendering.rendered_parts)
    monkeypatch.setattr(editions, "problems", checked)
    monkeypatch.setattr(rendering, "rendered_parts", rendered)
    page.save_revision().publish()
    assert Edition.objects.count() == 1
    assert (checked.call_count, rendered.call_count) == (1, 1)


def test_a_draft_is_handed_to_exactly_one_listener() -> None:
    def answer(sender: object, **said: object) -> int:
        return 1

    def other(sender: object, **said: object) -> int:
        return 2

    signal = Handover()
    with pytest.raises(ValueError, match="not enough values"):
        signal.hand_over(object)
    signal.connect(answer)
    assert signal.hand_over(object) == 1
    signal.connect(other)
    with pytest.raises(ValueError, match="too many values"):
        signal.hand_over(object)
