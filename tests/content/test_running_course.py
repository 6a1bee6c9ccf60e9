"""Editors in a course that people have begun: whom they reach is told before, and a day is asked for."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from content.models import CoursePage, ExpectationsPage, ModulePage
from curriculum.enums import Change
from curriculum.models import Edition, Module
from curriculum.services.editions import NOTICE
from portal.common.errors import Refusal
from tests.certification import rows
from tests.clock import TODAY, days
from tests.content.pages import make_course_page, make_module_page, posted
from tests.curriculum.courses import make_expectations
from tests.factories import Cast, make_supporter, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course_page() -> CoursePage:
    return make_course_page()


@pytest.fixture
def page(course_page: CoursePage) -> ModulePage:
    return make_module_page(course_page)


@pytest.fixture
def begun(page: ModulePage) -> Edition:
    """The edition that two supporters finished; a third has left and is asked nothing."""
    edition = Edition.objects.get()
    for name in ("Sam Example", "Sue Example", "Gone Example"):
        supporter = make_supporter(name)
        rows.completion(supporter, edition, 0)
    supporter.person.is_active = False
    supporter.person.save()
    return edition


@pytest.fixture
def editor(page: ModulePage, cast: Cast) -> Client:
    return sign_in(cast.editor)


def edit(client: Client, page: ModulePage, **data: Any) -> Any:
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(**data))


def shown(client: Client, page: ModulePage) -> str:
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def adding(course_page: CoursePage) -> str:
    return reverse("wagtailadmin_pages:add", args=["content", "modulepage", course_page.pk])


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


# Before publishing ----------------------------------------------------------------------------------


def test_the_editor_sees_whom_a_publication_would_reach(
    editor: Client, page: ModulePage, course_page: CoursePage, begun: Edition
) -> None:
    assert (
        "A material change would ask 2 supporters to look again. We’ll email them. "
        "A minor change asks nobody."
    ) in shown(editor, page)
    new = "Choose the day from which it asks for this new module, whatever this change is. 2 supporters"
    assert new in editor.get(adding(course_page)).content.decode()
    draft = make_module_page(course_page, "practice", title="Practice", publish=False)
    assert new in shown(editor, draft)


def test_where_nobody_has_begun_nobody_is_reached(
    editor: Client, page: ModulePage, course_page: CoursePage
) -> None:
    assert "A material change would ask no supporter to look again." in shown(editor, page)
    assert "Nobody has finished a module" in editor.get(adding(course_page)).content.decode()
    page.unpublish()
    assert "Publishing brings it back" in shown(editor, page)


def test_one_supporter_is_one(editor: Client, page: ModulePage) -> None:
    rows.completion(make_supporter(), Edition.objects.get(), 0)
    assert "would ask 1 supporter to look again. We’ll email them." in shown(editor, page)


def test_the_expectations_say_whom_they_reach(page: ModulePage) -> None:
    assert "This is the first edition" in ExpectationsPage().what_publishing_asks(Page())
    edition = make_expectations()
    assert "would ask no supporter" in ExpectationsPage().what_publishing_asks(Page())
    rows.acceptance(make_supporter(), edition, 0)
    assert "would ask 1 supporter to look again" in ExpectationsPage().what_publishing_asks(Page())


# A new module ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", Change.values)
def test_a_new_module_needs_a_day_and_keeps_what_was_typed(
    change: str, editor: Client, course_page: CoursePage, begun: Edition
) -> None:
    said_of_it = {"slug": "practice", "title": "Practice", "change": change}
    response = editor.post(adding(course_page), posted(**said_of_it))
    assert dict(response.context["form"].errors) == {"due_on": [NOTICE]}
    assert 'value="Practice"' in response.content.decode()
    assert not Module.objects.filter(slug="practice").exists()
    past = editor.post(adding(course_page), posted(**said_of_it, due_on=days(-1).isoformat()))
    assert dict(past.context["form"].errors) == {"due_on": ["Choose today or a later day."]}

    response = editor.post(adding(course_page), posted(**said_of_it, due_on=TODAY.isoformat()))
    assert response.status_code == 302
    assert Edition.objects.get(module__slug="practice").due_on == TODAY
    assert any("2 supporters must do it before" in text for text in said(response))


def test_a_draft_needs_no_day_until_it_is_published(
    editor: Client, course_page: CoursePage, begun: Edition
) -> None:
    draft = make_module_page(course_page, "practice", title="Practice", publish=False)
    typed = {"slug": "practice", "title": "Practice", "summary": "What I typed."}
    assert edit(editor, draft, publish=False, **typed).status_code == 302
    response = edit(editor, draft, **typed)
    assert dict(response.context["form"].errors) == {"due_on": [NOTICE]}
    assert "What I typed." in response.content.decode()
    assert edit(editor, draft, due_on=days(9).isoformat(), **typed).status_code == 302
    assert Edition.objects.get(module__slug="practice").due_on == days(9)


def test_where_nobody_has_begun_no_day_is_needed(editor: Client, course_page: CoursePage) -> None:
    response = editor.post(adding(course_page), posted(slug="practice", title="Practice"))
    assert response.status_code == 302
    assert Edition.objects.get(module__slug="practice").due_on == TODAY


# Copies and aliases ---------------------------------------------------------------------------------


def copy(client: Client, page: ModulePage, **data: Any) -> Any:
    fields = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), {**fields, **data})


def test_a_copy_is_not_published_without_a_day(
    editor: Client, page: ModulePage, begun: Edition
) -> None:
    response = copy(editor, page, publish_copies="on")
    (error,) = response.context["form"].errors["publish_copies"]
    assert error.startswith("People have begun this course, so a new module needs the day")
    assert error in response.content.decode().replace("&#x27;", "'")
    assert not ModulePage.objects.filter(slug="copy").exists()

    assert copy(editor, page).status_code == 302
    assert not ModulePage.objects.get(slug="copy").live
    assert not Module.objects.filter(slug="copy").exists()


def test_a_copy_carries_nothing_over_that_was_said_of_the_original(
    editor: Client, page: ModulePage
) -> None:
    material = {"change": "material", "change_note": "New limits.", "due_on": days(30).isoformat()}
    edit(editor, page, publish=False, title="Listening first", **material)
    copy(editor, page)
    made = ModulePage.objects.get(slug="copy")
    for thing in (made, made.get_latest_revision_as_object()):
        assert (thing.change, thing.change_note, thing.due_on) == (Change.MINOR, "", None)


def test_a_module_has_no_alias(editor: Client, page: ModulePage) -> None:
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    assert 'name="alias"' not in editor.get(address).content.decode()
    response = copy(editor, page, alias="on")
    (error,) = response.context["form"].errors["new_slug"]
    assert "an alias would have none" in error
    assert "an alias would have none" in response.content.decode()
    assert not ModulePage.objects.filter(slug="copy").exists()


def test_no_other_way_leads_to_an_alias(page: ModulePage, course_page: CoursePage) -> None:
    with pytest.raises(Refusal, match="an alias would have none"), transaction.atomic():
        page.create_alias(parent=course_page, update_slug="alias")
    assert ModulePage.objects.get() == page


# What was said of one publication -------------------------------------------------------------------


def initial(client: Client, address: str) -> tuple[Any, ...]:
    form = client.get(address).context["form"]
    return tuple(form[name].value() for name in ("change", "change_note", "due_on"))


def test_neither_the_next_change_nor_a_return_begins_with_what_was_said(
    editor: Client, page: ModulePage
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    material = {"change": "material", "change_note": "New limits.", "due_on": days(30).isoformat()}
    edit(editor, page, publish=False, title="A draft", **material)
    draft = ModulePage.objects.get().latest_revision
    # A draft keeps what its editor has said already.
    assert initial(editor, address) == ("material", "New limits.", days(30))

    edit(editor, page, title="Listening first", **material)
    published = ModulePage.objects.get().live_revision
    assert Edition.objects.get(number=2).change_note == "New limits."
    nothing = (Change.MINOR, "", None)
    assert initial(editor, address) == nothing
    for revision in (draft, published):
        back = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk])
        assert initial(editor, back) == nothing
    published.publish()
    assert Edition.objects.count() == 2


# Modules that wait for others -----------------------------------------------------------------------


def test_a_module_that_was_taken_away_is_no_prerequisite(
    editor: Client, page: ModulePage, course_page: CoursePage
) -> None:
    first = make_module_page(course_page, "first", title="First")
    first.unpublish()
    response = edit(editor, page, prerequisite=str(first.pk))
    assert dict(response.context["form"].errors) == {"prerequisite": ["Publish that module first."]}
    first.save_revision().publish()
    assert edit(editor, page, prerequisite=str(first.pk)).status_code == 302


def test_who_unpublishes_a_prerequisite_is_told_what_opens(
    editor: Client, page: ModulePage, course_page: CoursePage
) -> None:
    address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    opens = "“Practice” opens only after this module, and will be open to everybody."
    make_module_page(course_page, "practice", title="Practice", publish=False)
    assert opens not in editor.get(address).content.decode()
    ModulePage.objects.get(slug="practice").delete()
    practice = make_module_page(course_page, "practice", title="Practice", prerequisite=page)
    assert opens in editor.get(address).content.decode()
    make_module_page(course_page, "more", title="More", prerequisite=page)
    both = "Practice” and “More” open only after this module, and will be open to everybody."
    assert both in editor.get(address).content.decode()
    practice.unpublish()
    assert "“More” opens only" in editor.get(address).content.decode()
