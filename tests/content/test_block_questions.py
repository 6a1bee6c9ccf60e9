"""What an edition stores of each kind of question, and what an editor sees of it."""

from typing import Any

import pytest

from content.blocks.parts import part_blocks
from content.blocks.questions import question_blocks
from tests.content.test_block_words import value_of, words

CHOICES = [
    {"text": "What happened?", "right": False, "feedback": "The case."},
    {"text": "How are you?", "right": True, "feedback": "The person."},
]
TRUTH = [
    {"text": "True", "right": False, "feedback": "Nothing is written."},
    {"text": "False", "right": True, "feedback": "Nothing at all."},
]
STEPS = [{"text": text} for text in ("Find a room", "Say the limits", "Ask")]


def stored(kind: str, options: list[dict], feedback: str = "") -> dict[str, Any]:
    text = {"option": options, "feedback": feedback}
    answers = question_blocks()[kind].stored_answers(text, lambda *parts: "-".join(parts))
    return {"text": "A question", "hint": "", **answers}


def options_of(kind: str, options: list[dict], feedback: str = "") -> list[dict]:
    block = question_blocks()[kind]
    value = value_of(block, stored(kind, options, feedback))
    return block.edition_options(value, lambda *parts: "-".join(parts))


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_answers_to_choose_from_keep_their_order(kind: str) -> None:
    assert options_of(kind, CHOICES) == [{"id": option["text"], **option} for option in CHOICES]


@pytest.mark.parametrize("truth", [True, False])
def test_a_statement_has_two_answers_of_which_one_is_right(truth: bool) -> None:
    said = [{**option, "right": (option["text"] == "True") is truth} for option in TRUTH]
    assert options_of("true_false", said) == [
        {"id": option["text"].lower(), **option} for option in said
    ]


def test_steps_are_all_right_in_the_order_in_which_they_stand() -> None:
    assert options_of("ordering", STEPS, "Privacy first.") == [
        {"id": step["text"], "text": step["text"], "right": True, "feedback": ""} for step in STEPS
    ]


def test_a_check_stores_every_kind_with_its_ids_and_its_feedback() -> None:
    kinds = {
        "single": stored("single", CHOICES),
        "true_false": stored("true_false", TRUTH),
        "ordering": stored("ordering", STEPS, "Privacy first."),
    }
    block = part_blocks()["check"]
    questions = [{"type": kind, "value": said, "id": kind} for kind, said in kinds.items()]
    value = value_of(block, {"minutes": 2, "questions": questions})
    asked = block.data_of(value, lambda *parts: "-".join(parts))["questions"]
    assert [(q["id"], q["kind"], q["feedback"]) for q in asked] == [
        ("single", "single", ""),
        ("true_false", "true_false", ""),
        ("ordering", "ordering", "Privacy first."),
    ]
    assert [[option["id"] for option in question["options"]] for question in asked] == [
        ["single-What happened?", "single-How are you?"],
        ["true_false-true", "true_false-false"],
        ["ordering-Find a room", "ordering-Say the limits", "ordering-Ask"],
    ]


@pytest.mark.parametrize(
    ("kind", "options", "right"),
    [
        ("single", CHOICES, "How are you? Right The person."),
        ("true_false", TRUTH, "False Right Nothing at all."),
        ("ordering", STEPS, "Ask"),
    ],
)
def test_an_editor_sees_which_answer_is_right_where_some_are_wrong(
    kind: str, options: list[dict], right: str
) -> None:
    block = question_blocks()[kind]
    shown = words(block.render(value_of(block, stored(kind, options))))
    assert shown.startswith("A question ")
    assert shown.endswith(right)
    assert shown.count("Right") == (kind != "ordering")
