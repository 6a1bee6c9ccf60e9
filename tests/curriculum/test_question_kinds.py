"""What every kind of question promises: a right and a wrong answer for whatever can be published."""

import dataclasses

import pytest

from content.blocks.questions import question_blocks
from curriculum.forms.questions import question_fields
from curriculum.phrases.questions import fault, hint
from curriculum.rules import review as review_module
from curriculum.rules.questions import options_with, question_kinds
from curriculum.rules.review import review
from tests.curriculum.courses import QUESTIONS

# One question of each kind. A new kind adds one here; those of QUESTIONS are asked in other tests too.
EXAMPLES = [*QUESTIONS]
KINDS = pytest.mark.parametrize("question", EXAMPLES, ids=[q["kind"] for q in EXAMPLES])


def test_every_kind_is_known_to_every_layer_and_has_an_example():
    names = {question["kind"] for question in EXAMPLES}
    for registry in (question_kinds, question_fields, question_blocks):
        assert set(registry()) == names


@KINDS
def test_a_right_and_a_wrong_answer_exist_and_are_told_apart(question):
    kind, options = question_kinds()[question["kind"]], question["options"]
    right, wrong = kind.right_answer(options), kind.wrong_answer(options)
    assert kind.fault(options) == ""
    assert [kind.is_answer(options, answer) for answer in (right, wrong)] == [True, True]
    assert [kind.is_right(options, answer) for answer in (right, wrong)] == [True, False]


@KINDS
def test_an_answer_is_shown_as_the_options_that_it_names_in_its_order(question):
    kind, options = question_kinds()[question["kind"]], question["options"]
    answer = kind.right_answer(options)
    shown = kind.shown(options, answer)
    if kind.shown is options_with:
        assert [option["id"] for option in shown] == answer
    # What was typed has no option, and is told by its text.
    assert all(each["text"] for each in shown)


def test_an_answer_that_was_typed_is_shown_as_its_kind_says(monkeypatch):
    typed = dataclasses.replace(
        question_kinds()["single"], shown=lambda options, answer: [{"text": answer[0]}]
    )
    monkeypatch.setattr(review_module, "question_kinds", lambda: {"numeric": typed})
    question = {"id": "q", "kind": "numeric", "text": "How many?", "options": []}
    [reviewed] = review([question], {"q": ["8"]}, wrong=[])
    assert [(each.text, each.feedback) for each in reviewed.chosen] == [("8", "")]


def test_a_remark_is_asked_of_the_kind_with_the_options_and_the_answer(monkeypatch):
    remarks = dataclasses.replace(
        question_kinds()["single"],
        remark=lambda options, answer: f"{answer[0]} of {len(options)}",
    )
    monkeypatch.setattr(review_module, "question_kinds", lambda: {"single": remarks})
    question = next(q for q in QUESTIONS if q["kind"] == "single")
    answers = {question["id"]: ["one-case"]}
    found = [review([question], answers, wrong=wrong)[0].remark for wrong in ([question["id"]], [])]
    assert found == ["one-case of 2", ""]


@KINDS
def test_what_is_no_answer(question):
    kind, options = question_kinds()[question["kind"]], question["options"]
    right = kind.right_answer(options)
    for answer in (
        [],
        [*right, right[0]],
        [*right, "strange"],
        ["strange"],
        ["strange"] * len(right),
    ):
        assert not kind.is_answer(options, answer), answer
        assert not kind.is_right(options, answer), answer


@pytest.mark.parametrize(
    ("kind", "answer", "whole"),
    [
        ("single", ["one-case"], True),
        ("single", ["one-case", "one-person"], False),
        ("true_false", ["truth-true", "truth-false"], False),
        ("multiple", ["many-sleep"], True),
        ("multiple", ["many-sleep", "many-dose", "many-home"], True),
        ("ordering", ["order-a", "order-b"], False),
        ("ordering", ["order-c", "order-b", "order-a"], True),
    ],
)
def test_a_complete_answer(kind, answer, whole):
    options = next(q["options"] for q in QUESTIONS if q["kind"] == kind)
    assert question_kinds()[kind].is_answer(options, answer) is whole


@pytest.mark.parametrize(
    ("kind", "marks", "found"),
    [
        ("single", [True, False], ""),
        ("single", [True, False, None], ""),
        ("single", [True], "some_wrong"),
        ("single", [False, False], "one_right"),
        ("single", [True, True], "one_right"),
        ("multiple", [True, False], ""),
        ("multiple", [True, True, False], ""),
        ("multiple", [True], "some_wrong"),
        ("multiple", [False, None], "some_right"),
        ("multiple", [], "some_right"),
        ("true_false", [True, False], ""),
        ("true_false", [True], "two_options"),
        ("true_false", [True, False, False], "two_options"),
        ("true_false", [True, True], "one_right"),
        ("ordering", [True, True], ""),
        ("ordering", [True], "two_steps"),
        ("ordering", [], "two_steps"),
    ],
)
def test_what_is_wrong_with_options_as_a_whole(kind, marks, found):
    given = [{"id": str(n), "text": "x"} | ({} if mark is None else {"right": mark}) for n, mark in enumerate(marks)]  # fmt: skip
    assert question_kinds()[kind].fault(given) == found


def test_a_statement_keeps_its_order_and_a_choice_does_not():
    kinds = question_kinds()
    assert [kinds[name].is_shuffled for name in ("true_false", "single")] == [False, True]


def test_a_kind_has_its_own_words_and_those_that_all_share():
    assert [hint(q["kind"]) for q in QUESTIONS] == [
        "",
        "Choose all that apply.",
        "",
        "Give every step its place.",
    ]
    assert fault("ordering", "two_steps") == "Give at least two steps to put in order."
    assert fault("single", "one_right") == "Mark exactly one answer as right."
    with pytest.raises(KeyError):
        fault("single", "two_steps")
