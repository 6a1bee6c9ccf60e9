"""Several pages at once: each says what became of it, or the refused one is named and none is done."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from content.models import CoursePage, GuidanceIndexPage, GuidancePage, ModulePage
from curriculum.models import Edition, Module
from tests.certification import rows
from tests.clock import TODAY, days
from tests.content.pages import make_course_page, make_module_page
from tests.factories import Cast, make_supporter, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course_page() -> CoursePage:
    return make_course_page()


@pytest.fixture
def editor(course_page: CoursePage, cast: Cast) -> Client:
    return sign_in(cast.editor)


def bulk(client: Client, action: str, *pages: Page, **data: str) -> tuple[Any, list[str]]:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    response = client.post(f"{address}?{chosen}&next=/cms/pages/", data)
    return response, [str(message).strip() for message in get_messages(response.wsgi_request)]


def test_publishing_says_of_each_module_what_it_did(
    editor: Client, course_page: CoursePage
) -> None:
    first = make_module_page(course_page, "first", title="First")
    rows.completion(make_supporter(), Edition.objects.get(), 0)
    first.title, first.change, first.change_note = "First things", "material", "New."
    first.due_on = days(9)
    first.save_revision()
    # Chosen in the wrong order: the prerequisite is published before what waits for it.
    second = make_module_page(
        course_page, "second", title="Second", publish=False, prerequisite=first, due_on=days(30)
    )
    response, said = bulk(editor, "publish", second, first)
    assert (response.status_code, response["Location"]) == (302, "/cms/pages/")
    assert said == [
        "2 pages have been published",
        "“First”: This is edition 2, a material change: 1 supporter must look again before "
        "December 2, 2026. We’ve emailed them.",
        "“Second”: This is edition 1, the first: 1 supporter must do it before December 23, 2026. "
        "We’ve emailed them.",
    ]


def test_unpublishing_says_of_each_module_what_becomes_of_it(
    editor: Client, course_page: CoursePage
) -> None:
    first = make_module_page(course_page, "first", title="First")
    make_module_page(course_page, "second", title="Second", prerequisite=first)
    _, said = bulk(editor, "unpublish", first)
    assert said[0] == "1 page has been unpublished"
    assert said[1].startswith("“First”: The course then does without this module")
    assert "“Second” opens only after this module" in said[1]
    assert Module.objects.get(slug="first").retirements.get().since == TODAY


def test_a_refusal_names_the_page_and_leaves_all_as_they_were(
    editor: Client, course_page: CoursePage
) -> None:
    good = make_module_page(course_page, "good", title="Good")
    rows.completion(make_supporter(), Edition.objects.get(), 0)
    good.title = "Better"
    good.save_revision()
    late = make_module_page(course_page, "late", title="Late", publish=False)
    response, said = bulk(editor, "publish", good, late)
    assert (response.status_code, response["Location"]) == (302, "/cms/pages/")
    assert said == [
        "“Late”: People have begun this course. Choose the day from which it asks for this module. "
        "No page was changed."
    ]
    assert Edition.objects.count() == 1
    assert ModulePage.objects.get(slug="good").title == "Good"
    _, said = bulk(editor, "publish", good)
    assert "a minor change: nobody has to look again." in said[-1]


def test_pages_below_are_meant_too_where_that_was_asked(
    editor: Client, course_page: CoursePage
) -> None:
    make_module_page(course_page, "first", title="First", publish=False)
    _, said = bulk(editor, "publish", course_page, include_descendants="on")
    assert said == [
        "1 page and 1 child page have been published",
        "“First”: This is edition 1, the first.",
    ]


def test_guidance_without_an_owner_is_not_published_past_its_form(
    editor: Client, course_page: CoursePage
) -> None:
    home = course_page.get_parent()
    index = home.add_child(instance=GuidanceIndexPage(title="Guidance", slug="guidance"))
    page = GuidancePage(title="Law", slug="law", live=False)
    index.add_child(instance=page)
    page.save_revision()
    _, said = bulk(editor, "publish", page)
    assert said == ["“Law”: Name the office that answers for this text. No page was changed."]
    page.office, page.citation = "Office of Equity", "A rule"
    page.save_revision()
    assert bulk(editor, "publish", page)[1][-1] == "1 page has been published"


def test_what_a_service_refuses_in_the_cms_is_told_there(
    editor: Client, course_page: CoursePage
) -> None:
    page = make_module_page(course_page)
    # A module that became incomplete: its copy is not half made.
    ModulePage.objects.filter(pk=page.pk).update(minutes=9)
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": course_page.pk}
    before = CoursePage.objects.get().numchild
    back = f"http://testserver{address}"
    response = editor.post(address, {**data, "publish_copies": "on"}, headers={"referer": back})
    assert (response.status_code, response["Location"]) == (302, back)
    (said,) = [str(message).strip() for message in get_messages(response.wsgi_request)]
    assert said == "Add up the minutes of the parts: that makes 5, not 9."
    assert not ModulePage.objects.filter(slug="copy").exists()
    assert CoursePage.objects.get().numchild == before
    elsewhere = editor.post(
        address, {**data, "publish_copies": "on"}, headers={"referer": "https://evil.example/"}
    )
    assert elsewhere["Location"] == "/cms/"
