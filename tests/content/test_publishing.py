"""Publishing a module page makes an edition, or says at the field what to correct; a draft is always saved."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse

from content.models import CoursePage, ModulePage
from curriculum.enums import Change
from curriculum.models import Edition, Module
from curriculum.rules.parts.check import questions_of
from curriculum.services.editions import Incomplete
from portal.common.errors import Refusal
from portal.common.roles import Role
from tests.certification import rows
from tests.clock import TODAY, days
from tests.content.pages import (
    make_course_page,
    make_module_page,
    posted,
)
from tests.factories import make_person, make_supporter, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course_page() -> CoursePage:
    return make_course_page()


@pytest.fixture
def editor(course_page: CoursePage) -> Client:
    return sign_in(make_person("Ed Example", roles=[Role.EDITOR]))


def create(client: Client, course_page: CoursePage, **data: Any) -> Any:
    return client.post(
        reverse("wagtailadmin_pages:add", args=["content", "modulepage", course_page.pk]),
        posted(**data),
    )


def edit(client: Client, page: ModulePage, **data: Any) -> Any:
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(**data))


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def retired() -> list[tuple]:
    return [(r.since, r.until) for r in Module.objects.get().retirements.all()]


def test_publishing_makes_an_edition_of_what_the_page_says(
    editor: Client, course_page: CoursePage
) -> None:
    response = create(editor, course_page)
    assert response.status_code == 302
    edition = Edition.objects.get()
    assert (edition.number, edition.change, edition.due_on) == (1, Change.MATERIAL, TODAY)
    assert (edition.title, edition.minutes, edition.pass_mark) == ("The conversation", 5, 80)
    assert edition.published_by.name == "Ed Example"
    (only, asked) = edition.parts
    assert (only.slug, only.kind, only.minutes) == ("listening", "reading", 4)
    assert "Let the silence work." in only.data["html"]
    assert (asked.slug, asked.kind, asked.minutes) == ("check", "check", 1)
    assert [(o["text"], o["right"]) for o in asked.data["questions"][0]["options"]] == [
        ("What happened?", False),
        ("How are you?", True),
    ]
    page = ModulePage.objects.get()
    assert (page.live, page.has_unpublished_changes) == (True, False)
    assert any("This is edition 1, the first." in text for text in said(response))


def test_the_same_text_published_again_is_the_same_edition(
    editor: Client, course_page: CoursePage
) -> None:
    page = make_module_page(course_page)
    edit(editor, page, summary="How to listen well.")
    response = edit(editor, page, summary="How to listen well.")
    assert list(Edition.objects.values_list("number", flat=True)) == [1, 2]
    assert any("so there is no new edition" in text for text in said(response))


def test_ids_tell_neither_order_nor_what_is_right_and_outlive_an_edit(
    course_page: CoursePage,
) -> None:
    page = make_module_page(course_page)
    (question,) = questions_of(Edition.objects.get().parts)
    asked = page.parts[1].value["questions"][0]
    block_ids = {asked.id} | {bound.id for bound in asked.value["options"].bound_blocks}
    ids = [question["id"], *(o["id"] for o in question["options"])]
    assert {len(i) for i in ids} == {12}
    assert len(set(ids)) == 3
    assert not block_ids & set(ids)
    asked.value["options"] = list(reversed(asked.value["options"]))
    page.title = "A better title"
    page.save_revision().publish()
    (again,) = questions_of(Edition.objects.get(number=2).parts)
    assert again["id"] == question["id"]


def test_a_material_change_needs_a_note_and_a_date(editor: Client, course_page: CoursePage) -> None:
    page = make_module_page(course_page)
    response = edit(editor, page, change="material", title="Listening first")
    assert response.status_code == 200
    assert dict(response.context["form"].errors) == {
        "change_note": ["Say in one sentence what changed."],
        "due_on": ["Choose the day by which people look again."],
    }
    yesterday = (TODAY - dt.timedelta(days=1)).isoformat()
    response = edit(editor, page, change="material", change_note="New limits.", due_on=yesterday)
    assert dict(response.context["form"].errors) == {"due_on": ["Choose today or a later day."]}
    assert Edition.objects.count() == 1

    response = edit(
        editor, page, change="material", change_note="New limits.", due_on=days(30).isoformat()
    )
    edition = Edition.objects.get(number=2)
    assert (edition.change, edition.due_on) == (Change.MATERIAL, days(30))
    assert any("a material change: it asks nobody to look again." in t for t in said(response))
    page.refresh_from_db()
    assert (page.change, page.change_note, page.due_on) == (Change.MINOR, "", None)


def test_a_minor_change_asks_nobody(editor: Client, course_page: CoursePage) -> None:
    page = make_module_page(course_page)
    response = edit(editor, page, summary="How to listen well.")
    edition = Edition.objects.get(number=2)
    assert (edition.change, edition.due_on) == (Change.MINOR, None)
    assert any("a minor change: nobody has to look again." in text for text in said(response))


def test_publishing_by_program_obeys_the_same_rules(course_page: CoursePage) -> None:
    page = make_module_page(course_page, publish=False, minutes=9)
    with pytest.raises(Incomplete, match="that makes 5, not 9"):
        page.save_revision(clean=False).publish()
    page = ModulePage.objects.get()
    assert (page.live, page.live_revision) == (False, None)
    assert not Module.objects.exists()

    page.minutes = 5
    page.save_revision().publish()
    assert ModulePage.objects.get().live
    assert Edition.objects.get().published_by is None


def test_a_module_that_waits_for_itself_by_way_of_another_is_refused(
    editor: Client, course_page: CoursePage
) -> None:
    first = make_module_page(course_page)
    second = make_module_page(course_page, "practice", title="Practice", prerequisite=first)
    assert Module.objects.get(slug="practice").prerequisite.slug == "the-conversation"
    response = edit(editor, first, prerequisite=str(second.pk))
    assert dict(response.context["form"].errors) == {
        "prerequisite": [
            "These modules wait for one another, so nobody could begin: "
            "“The conversation” → “Practice” → “The conversation”."
        ]
    }


def test_a_module_can_only_wait_for_a_published_one(
    editor: Client, course_page: CoursePage
) -> None:
    draft = make_module_page(course_page, "practice", title="Practice", publish=False)
    page = make_module_page(course_page)
    response = edit(editor, page, prerequisite=str(draft.pk))
    assert dict(response.context["form"].errors) == {"prerequisite": ["Publish that module first."]}


def test_the_address_of_a_published_module_stays(editor: Client, course_page: CoursePage) -> None:
    page = make_module_page(course_page)
    response = edit(editor, page, slug="listening")
    assert dict(response.context["form"].errors) == {
        "slug": ["This module was published as “the-conversation”; its address stays."]
    }
    draft = make_module_page(course_page, "draft", publish=False)
    assert edit(editor, draft, publish=False, slug="renamed").status_code == 302


def test_modules_follow_the_order_of_their_pages(editor: Client, course_page: CoursePage) -> None:
    make_module_page(course_page, "one", title="One")
    make_module_page(course_page, "two", title="Two")
    three = make_module_page(course_page, "three", title="Three")
    assert list(Module.objects.values_list("slug", flat=True)) == ["one", "two", "three"]
    editor.post(reverse("wagtailadmin_pages:set_page_position", args=[three.pk]) + "?position=0")
    assert list(Module.objects.values_list("slug", flat=True)) == ["three", "one", "two"]


def test_a_draft_between_two_modules_takes_its_place_when_it_is_published(
    course_page: CoursePage,
) -> None:
    def places() -> list[tuple[str, int]]:
        return list(Module.objects.values_list("slug", "position"))

    make_module_page(course_page, "one", title="One")
    draft = make_module_page(course_page, "two", title="Two", publish=False)
    three = make_module_page(course_page, "three", title="Three")
    assert places() == [("one", 0), ("three", 1)]
    three.save_revision().publish()
    assert places() == [("one", 0), ("three", 1)]
    assert Module.objects.get(slug="three").history.count() == 1
    draft.save_revision().publish()
    assert places() == [("one", 0), ("two", 1), ("three", 2)]
    make_module_page(course_page, "four", title="Four")
    assert places()[3] == ("four", 3)


def test_unpublishing_retires_the_module_and_publishing_brings_it_back(
    editor: Client, course_page: CoursePage
) -> None:
    page = make_module_page(course_page)
    address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    assert "The course then does without" in editor.get(address).content.decode()
    editor.post(address)
    assert retired() == [(TODAY, None)]
    edit(editor, ModulePage.objects.get())
    assert retired() == [(TODAY, TODAY)]


def test_bulk_actions_obey_too(editor: Client, course_page: CoursePage) -> None:
    page = make_module_page(course_page)

    def bulk(action: str) -> None:
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        editor.post(f"{address}?id={page.pk}&next=/cms/")

    bulk("unpublish")
    assert retired() == [(TODAY, None)]
    bulk("publish")
    assert (retired(), Edition.objects.count()) == ([(TODAY, TODAY)], 1)
    bulk("delete")
    assert ModulePage.objects.get().live


def test_a_copy_is_another_module(editor: Client, course_page: CoursePage) -> None:
    page = make_module_page(course_page)
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {"new_title": "Copy", "new_parent_page": course_page.pk}
    editor.post(address, {**data, "new_slug": "draft-copy"})
    assert list(Module.objects.values_list("slug", flat=True)) == ["the-conversation"]
    editor.post(address, {**data, "new_slug": "copy", "publish_copies": "on"})
    copy = Edition.objects.get(module__slug="copy")
    original = Edition.objects.get(module__slug="the-conversation")
    assert copy.number == 1
    assert questions_of(copy.parts)[0]["id"] != questions_of(original.parts)[0]["id"]


def test_a_page_with_editions_is_not_deleted(editor: Client, course_page: CoursePage) -> None:
    page = make_module_page(course_page)

    def refused(why: str) -> None:
        for kept in (page, course_page):
            response = editor.post(reverse("wagtailadmin_pages:delete", args=[kept.pk]))
            assert any(f"a module with editions, {why}." in text for text in said(response))
            with pytest.raises(Refusal, match=why), transaction.atomic():
                type(kept).objects.get(pk=kept.pk).delete()
        assert ModulePage.objects.exists()

    refused("which stay on record")
    rows.completion(make_supporter(), Edition.objects.get(), 0)
    refused("and people’s completions rest on them")

    draft = make_module_page(course_page, "draft", publish=False)
    editor.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert not ModulePage.objects.filter(slug="draft").exists()


def test_a_preview_shows_the_draft_with_sections_and_questions(
    editor: Client, course_page: CoursePage
) -> None:
    page = make_module_page(course_page, publish=False)
    shown = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    for text in ("Let the silence work.", "What do you say first?", "80 percent to pass"):
        assert text in shown


def test_a_learner_never_gets_the_page_with_its_answers(course_page: CoursePage) -> None:
    page = make_module_page(course_page)
    request = RequestFactory().get("/training/the-conversation/")
    with pytest.raises(Http404):
        page.serve(request)
