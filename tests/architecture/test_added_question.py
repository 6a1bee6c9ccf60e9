"""A kind of question is added by adding files: `added_question` holds all that the kind "any_of" needs."""

import copy
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

import content.blocks.questions
import curriculum.forms.questions
import curriculum.rules.questions
from content.blocks.parts.check import QuestionsBlock
from content.blocks.questions import question_blocks
from content.blocks.rendering import rendered_parts
from content.models import ModulePage
from content.starter.parts import parts
from curriculum.forms.questions import question_fields
from curriculum.models import Attempt, Completion, Edition
from curriculum.rules.parts.check import questions_of
from curriculum.rules.progress import marked_parts
from curriculum.rules.questions import question_kinds
from curriculum.rules.shuffling import shuffled
from curriculum.services.learning import mark_read
from portal.accounts.models import Person
from portal.common.roles import Role
from tests.content.pages import (
    check,
    items,
    make_course_page,
    make_module_page,
    option,
    posted,
    section,
    stream,
)
from tests.factories import Cast, make_person, sign_in

ADDED = Path(__file__).parent / "added_question"
PACKAGES = {
    "rules": curriculum.rules.questions,
    "forms": curriculum.forms.questions,
    "blocks": content.blocks.questions,
}
REGISTRIES = (question_kinds, question_fields, question_blocks)
ASKED = "Name one thing that belongs in the conversation."
OPTIONS = [
    option("Sleep", right=True, feedback="Ask about it."),
    option("Doses", feedback="They go to quality."),
    option("Home", right=True, feedback="It matters."),
]


def forget() -> None:
    for registry in REGISTRIES:
        registry.cache_clear()
    for package in PACKAGES.values():
        sys.modules.pop(f"{package.__name__}.any_of", None)


@pytest.fixture
def any_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The added files where a kind's files are: on the packages' and the templates' paths."""
    for folder, package in PACKAGES.items():
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(ADDED / folder)])
    forget()
    # The page's field was made when the process began.
    asked = ModulePage._meta.get_field("parts").stream_block.child_blocks["check"]
    children = asked.child_blocks["questions"].child_blocks
    block = QuestionsBlock().child_blocks["any_of"]
    monkeypatch.setitem(children, "any_of", block)
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], ADDED / "templates"]
    with override_settings(TEMPLATES=templates):
        yield
    for package in PACKAGES.values():
        monkeypatch.delattr(package, "any_of", raising=False)
    monkeypatch.undo()
    forget()


def test_the_kind_is_four_files_and_unknown_without_them() -> None:
    files = [p for p in ADDED.rglob("*") if p.is_file() and p.suffix in {".py", ".html"}]
    assert len(files) == 4
    assert ["any_of" in registry() for registry in REGISTRIES] == [False] * 3


def question(*options: dict[str, object]) -> tuple[str, object]:
    return ("any_of", {"text": ASKED, "hint": "", "options": items(list(options))})


def edit(editor: Client, page: ModulePage, *options: dict[str, object]) -> object:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return editor.post(address, posted(parts=stream([section(), check(question(*options))])))


@pytest.mark.django_db
@pytest.mark.usefixtures("any_of")
def test_an_editor_writes_it_and_publishes_what_can_be_answered() -> None:
    page = make_module_page(make_course_page(), publish=False)
    editor = sign_in(make_person("Ed Example", roles=[Role.EDITOR]))
    assert "Name one" in editor.get(
        reverse("wagtailadmin_pages:edit", args=[page.pk])
    ).content.decode().replace("\\u0020", " ")

    refused = edit(editor, page, OPTIONS[1])
    (error,) = refused.context["form"].errors["parts"].as_data()  # type: ignore[attr-defined]
    fault = {"options": {"messages": ["Mark at least one answer as right."]}}
    in_check = {"questions": {"blockErrors": {0: {"blockErrors": fault}}}}
    assert error.as_json_data() == {"blockErrors": {1: {"blockErrors": in_check}}}
    assert not Edition.objects.exists()

    edit(editor, page, *OPTIONS)
    (asked,) = questions_of(Edition.objects.get().parts)
    assert (asked["kind"], asked["text"]) == ("any_of", ASKED)
    assert [o["right"] for o in asked["options"]] == [True, False, True]


@pytest.mark.usefixtures("any_of")
def test_a_starter_text_may_hold_one_and_its_block_has_a_preview() -> None:
    text = {"kind": "any_of", "text": ASKED, "option": [{"text": "Sleep", "right": True}]}
    text["option"][0]["feedback"] = ""  # type: ignore[index]
    whole = {"section": [], "check_minutes": 1, "question": [text]}
    (asked,) = rendered_parts("why", ModulePage(parts=parts(whole, "seed")).parts)
    (made,) = asked.data["questions"]
    assert (made["kind"], made["options"][0]["text"]) == ("any_of", "Sleep")
    block = question_blocks()["any_of"]
    assert "They go to quality." in block.render(block.get_preview_value())


@pytest.mark.django_db
@pytest.mark.usefixtures("any_of")
def test_a_learner_answers_it_and_reads_what_was_wrong(cast: Cast) -> None:
    page = make_module_page(make_course_page(), publish=False)
    edit(sign_in(cast.editor), page, *OPTIONS)
    edition = Edition.objects.get()
    client = sign_in(cast.supporter)
    for part in marked_parts(edition.parts):
        mark_read(cast.supporter, edition=edition, slug=part.slug)
    shown = client.get("/training/the-conversation/check/").content.decode()
    assert f"1. {ASKED}" in shown
    assert '<option value="" selected>Choose one</option>' in shown

    wrong = answer(client, cast.supporter, edition, right=False)
    for text in ("They go to quality.", "More than one answer would have been right."):
        assert text in wrong
    assert "Ask about it." not in wrong
    assert not Completion.objects.exists()

    assert "Well done" in answer(client, cast.supporter, edition, right=True)
    assert [attempt.score for attempt in Attempt.objects.order_by("pk")] == [0, 100]
    assert Completion.objects.get().edition == edition


def answer(client: Client, person: Person, edition: Edition, *, right: bool) -> str:
    """Choose the first option of the page that is right, or wrong; the page that follows."""
    shown = shuffled(questions_of(edition.parts)[0]["options"], f"{person.pk}:{edition.pk}")
    place = next(number for number, each in enumerate(shown, 1) if each["right"] is right)
    sent = {"edition": edition.pk, "token": str(uuid.uuid4()), "q1": str(place)}
    return client.post("/training/the-conversation/check/", sent, follow=True).content.decode()
