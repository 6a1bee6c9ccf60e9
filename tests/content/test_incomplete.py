"""A module that nobody could complete is not published: the error stands at the field; a draft is always saved."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from content.models import CoursePage, ModulePage
from curriculum.models import Edition
from portal.common.roles import Role
from tests.content.pages import (
    GOOD_QUESTION,
    check,
    items,
    make_course_page,
    make_module_page,
    option,
    posted,
    section,
    single,
    stream,
)
from tests.factories import make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def course_page() -> CoursePage:
    return make_course_page()


@pytest.fixture
def editor(course_page: CoursePage) -> Client:
    return sign_in(make_person("Ed Example", roles=[Role.EDITOR]))


def edit(client: Client, page: ModulePage, **data: Any) -> Any:
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(**data))


def block_errors(response: Any, field: str) -> Any:
    """The errors of a stream in the answer's form, as the editor's page gets them."""
    (error,) = response.context["form"].errors[field].as_data()
    return error.as_json_data()


INCOMPLETE: list[tuple[str, dict[str, Any], dict[str, list[str]]]] = [
    (
        "no minutes",
        {"minutes": ""},
        {"minutes": ["Say how many minutes the module takes, at least 1."]},
    ),
    (
        "minutes that do not add up",
        {"minutes": "9"},
        {"minutes": ["Add up the minutes of the parts: that makes 5, not 9."]},
    ),
    ("no pass mark", {"pass_mark": "0"}, {"pass_mark": ["Set a pass mark from 1 to 100 percent."]}),
    (
        "no summary",
        {"summary": ""},
        {"summary": ["Write a sentence that says what the module is about."]},
    ),
]


@pytest.mark.parametrize(("what", "data", "errors"), INCOMPLETE, ids=[i[0] for i in INCOMPLETE])
def test_an_incomplete_module_is_not_published_and_the_field_says_why(
    what: str,
    data: dict[str, Any],
    errors: dict[str, list[str]],
    editor: Client,
    course_page: CoursePage,
) -> None:
    page = make_module_page(course_page, publish=False)
    response = edit(editor, page, **data)
    assert response.status_code == 200
    assert dict(response.context["form"].errors) == errors
    page.refresh_from_db()
    assert not page.live
    assert not Edition.objects.exists()

    saved = edit(editor, page, publish=False, **data)
    assert saved.status_code == 302
    assert not Edition.objects.exists()


PARTS: list[tuple[str, list[Any], dict[str, Any]]] = [
    (
        "no minutes for the check",
        [section(), check(GOOD_QUESTION, minutes="")],
        {
            "blockErrors": {
                1: {
                    "blockErrors": {
                        "minutes": {
                            "messages": ["Say how many minutes the check takes, at least 1."]
                        }
                    }
                }
            }
        },
    ),
    (
        "no questions",
        [section(), check()],
        {
            "blockErrors": {
                1: {
                    "blockErrors": {
                        "questions": {
                            "messages": ["Add at least one question to the knowledge check."]
                        }
                    }
                }
            }
        },
    ),
    ("no check", [section("5")], {"messages": ["Add a knowledge check."]}),
    (
        "no section",
        [check(GOOD_QUESTION, minutes="5")],
        {"messages": ["Add at least one section to read."]},
    ),
]


@pytest.mark.parametrize(("what", "parts", "errors"), PARTS, ids=[p[0] for p in PARTS])
def test_an_incomplete_part_is_refused_at_its_block(
    what: str,
    parts: list[Any],
    errors: dict[str, Any],
    editor: Client,
    course_page: CoursePage,
) -> None:
    page = make_module_page(course_page, publish=False)
    response = edit(editor, page, parts=stream(parts))
    assert block_errors(response, "parts") == errors
    assert not Edition.objects.exists()
    assert edit(editor, page, parts=stream(parts), publish=False).status_code == 302


QUESTIONS: list[tuple[str, Any, dict[str, Any]]] = [
    (
        "no right answer",
        single([option("One"), option("Two")]),
        {"options": {"messages": ["Mark exactly one answer as right."]}},
    ),
    (
        "two right answers of a single choice",
        single([option("One", right=True), option("Two", right=True)]),
        {"options": {"messages": ["Mark exactly one answer as right."]}},
    ),
    (
        "a statement that is neither true nor false",
        (
            "true_false",
            {
                "text": "Take notes.",
                "hint": "",
                "right": "",
                "feedback_true": "",
                "feedback_false": "",
            },
        ),
        {"right": {"messages": ["This field is required."]}},
    ),
    (
        "one step to put in order",
        ("ordering", {"text": "Order", "hint": "", "options": items(["One"]), "feedback": ""}),
        {"options": {"messages": ["Give at least two steps to put in order."]}},
    ),
    (
        "two answers that say the same",
        single([option("Same"), option("same", right=True)]),
        {
            "options": {
                "blockErrors": {
                    place: {
                        "blockErrors": {
                            "text": {
                                "messages": [
                                    "Two answers say the same: nobody can tell them apart."
                                ]
                            }
                        }
                    }
                    for place in (0, 1)
                }
            }
        },
    ),
]


@pytest.mark.parametrize(("what", "question", "errors"), QUESTIONS, ids=[q[0] for q in QUESTIONS])
def test_a_question_that_cannot_be_answered_is_refused_at_its_block(
    what: str, question: Any, errors: dict[str, Any], editor: Client, course_page: CoursePage
) -> None:
    page = make_module_page(course_page, publish=False)
    parts = stream([section(), check(GOOD_QUESTION, question)])
    response = edit(editor, page, parts=parts)
    in_check = {"questions": {"blockErrors": {1: {"blockErrors": errors}}}}
    assert block_errors(response, "parts") == {"blockErrors": {1: {"blockErrors": in_check}}}
    assert not Edition.objects.exists()
    assert edit(editor, page, parts=parts, publish=False).status_code == 302


def test_a_section_without_text_is_refused_at_its_body(
    editor: Client, course_page: CoursePage
) -> None:
    page = make_module_page(course_page, publish=False)
    empty = ("reading", {"title": "Empty", "minutes": "0", "body": stream([])})
    response = edit(editor, page, parts=stream([section(), empty, check(GOOD_QUESTION)]))
    found = block_errors(response, "parts")["blockErrors"]
    assert [*found] == [1]
    assert "body" in found[1]["blockErrors"]


def test_two_sections_with_one_title_are_refused_at_both(
    editor: Client, course_page: CoursePage
) -> None:
    page = make_module_page(course_page, publish=False)
    asked = check(GOOD_QUESTION)
    twins = {"parts": stream([section(), section(), asked]), "minutes": "9"}
    same = {"messages": ["Another section of this module has this title. Give each its own."]}
    assert block_errors(edit(editor, page, **twins), "parts") == {
        "blockErrors": {place: {"blockErrors": {"title": same}} for place in (0, 1)}
    }
    assert edit(editor, page, publish=False, **twins).status_code == 302
    other = ("reading", {**section()[1], "title": "Asking"})
    parts = stream([section(), other, asked])
    assert edit(editor, page, parts=parts, minutes="9").status_code == 302
