"""A second course beside the first: each page publishes into its own, and learners find both."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from content.models import CoursePage, HomePage
from curriculum.models import Course, Edition, Module
from portal.common.roles import Role
from tests.certification import rows
from tests.content.pages import make_course_page, make_module_page, posted
from tests.factories import make_person, make_supporter, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> CoursePage:
    page = make_course_page()
    make_module_page(page)
    return page


@pytest.fixture
def second(first: CoursePage) -> CoursePage:
    home = first.get_parent().specific
    assert isinstance(home, HomePage)
    page = CoursePage(title="For section heads", slug="for-heads")
    return home.add_child(instance=page)


def modules() -> list[tuple[str, str, int]]:
    return list(
        Module.objects.order_by("course", "position").values_list(
            "course__slug", "slug", "position"
        )
    )


def test_a_module_is_published_into_the_course_of_its_page(
    first: CoursePage, second: CoursePage
) -> None:
    make_module_page(second, "leading", title="Leading")
    make_module_page(second, "endorsing", title="Endorsing")
    make_module_page(first, "practice", title="Practice")
    assert modules() == [
        ("foundational-education", "the-conversation", 0),
        ("foundational-education", "practice", 1),
        ("for-heads", "leading", 0),
        ("for-heads", "endorsing", 1),
    ]
    assert dict(Course.objects.values_list("slug", "title")) == {
        "foundational-education": "Course",
        "for-heads": "For section heads",
    }


def test_another_address_of_the_page_leaves_the_course_what_it_is(second: CoursePage) -> None:
    make_module_page(second, "leading", title="Leading")
    second.slug = "heads"
    second.save()
    make_module_page(CoursePage.objects.get(pk=second.pk), "endorsing", title="Endorsing")
    assert [course for course, _, _ in modules()].count("for-heads") == 2


def test_no_two_modules_have_one_address(second: CoursePage) -> None:
    with pytest.raises(ValidationError, match="Another module has this address"):
        make_module_page(second, "the-conversation")
    assert Edition.objects.count() == 1


def test_only_a_course_that_has_begun_needs_a_day_for_a_new_module(
    first: CoursePage, second: CoursePage
) -> None:
    rows.completion(make_supporter(), Edition.objects.get(), 0)
    editor = sign_in(make_person("Ed Example", roles=[Role.EDITOR]))

    def create(under: CoursePage, slug: str) -> dict[str, object]:
        add = reverse("wagtailadmin_pages:add", args=["content", "modulepage", under.pk])
        response = editor.post(add, posted(slug=slug))
        return dict(response.context["form"].errors) if response.status_code == 200 else {}

    assert list(create(first, "practice")) == ["due_on"]
    assert create(second, "leading") == {}


def test_learners_see_each_course_with_its_modules(first: CoursePage, second: CoursePage) -> None:
    learner = sign_in(make_supporter().person)
    alone = learner.get("/training/").content.decode()
    assert "<h2>Modules</h2>" in alone
    make_module_page(second, "leading", title="Leading")
    both = learner.get("/training/").content.decode()
    assert "<h2>Modules</h2>" not in both
    places = [
        both.rindex(text)
        for text in (
            "<h2>Course</h2>",
            "The conversation<",
            "<h2>For section heads</h2>",
            "Leading<",
        )
    ]
    assert places == sorted(places)
