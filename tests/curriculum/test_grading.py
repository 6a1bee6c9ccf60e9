"""Grading, and what a person sees of an attempt."""

import pytest

from curriculum.rules.grading import Grade, grade, is_answered
from curriculum.rules.review import Answer, Reviewed, review
from curriculum.rules.shuffling import shuffled
from tests.curriculum.courses import MULTIPLE, ORDERING, QUESTIONS, RIGHT, SINGLE, TRUE_FALSE


@pytest.mark.parametrize(
    ("question", "answer", "right"),
    [
        (SINGLE, ["one-person"], True),
        (SINGLE, ["one-case"], False),
        (SINGLE, [], False),
        (SINGLE, ["one-person", "one-case"], False),
        (SINGLE, ["one-person", "one-person"], False),
        (SINGLE, ["nonsense"], False),
        (TRUE_FALSE, ["truth-false"], True),
        (TRUE_FALSE, ["truth-true"], False),
        (MULTIPLE, ["many-sleep", "many-home"], True),
        (MULTIPLE, ["many-home", "many-sleep"], True),
        (MULTIPLE, ["many-sleep"], False),
        (MULTIPLE, ["many-sleep", "many-home", "many-dose"], False),
        (ORDERING, ["order-a", "order-b", "order-c"], True),
        (ORDERING, ["order-b", "order-a", "order-c"], False),
        (ORDERING, ["order-a", "order-b"], False),
    ],
)
def test_one_question(question, answer, right):
    wanted = Grade(100, ()) if right else Grade(0, (question["id"],))
    assert grade([question], {question["id"]: answer}) == wanted


def test_a_question_without_an_answer_is_wrong_and_a_strange_answer_counts_for_nothing():
    answers = {**RIGHT, "strange": ["one-person"]}
    del answers["many"]
    assert grade(QUESTIONS, answers) == Grade(75, ("many",))


def test_the_score_is_rounded_down_and_reaches_its_mark():
    three = [SINGLE, MULTIPLE, TRUE_FALSE]
    result = grade(three, {**RIGHT, "one": ["one-case"]})
    assert result == Grade(66, ("one",))
    assert (result.passes(66), result.passes(67)) == (True, False)


def test_no_questions_cannot_be_graded():
    with pytest.raises(ValueError, match="without questions"):
        grade([], {})


@pytest.mark.parametrize(
    ("changed", "answered"),
    [
        ({}, True),
        # A wrong answer is an answer.
        ({"one": ["one-case"]}, True),
        ({"one": []}, False),
        ({"one": ["strange"]}, False),
        ({"order": ["order-a"]}, False),
        ({"strange": ["one-case"]}, False),
    ],
)
def test_every_question_and_no_other_has_an_answer(changed, answered):
    assert is_answered(QUESTIONS, {**RIGHT, **changed}) is answered


def test_a_question_that_was_left_out_is_not_answered():
    assert is_answered(QUESTIONS[:-1], RIGHT) is False
    assert is_answered(QUESTIONS, {name: RIGHT[name] for name in ("one", "many")}) is False


def test_a_question_without_feedback_and_one_without_an_answer_are_reviewed():
    bare = {"id": "bare", "kind": "single", "text": "Who?", "options": [{"id": "a", "text": "I"}]}
    assert review([bare, {**bare, "id": "open"}], {"bare": ["a"]}, ["open"]) == [
        Reviewed(1, "single", "Who?", True, (Answer("I", ""),), "", ""),
        Reviewed(2, "single", "Who?", False, (), "", ""),
    ]


def test_review_shows_what_was_chosen_and_no_other_option():
    answers = {**RIGHT, "one": ["one-case"], "order": ["order-c", "order-a", "order-b"]}
    found = review(QUESTIONS, answers, ["one", "order"])
    assert found[0] == Reviewed(
        number=1,
        kind="single",
        text="What do you say first?",
        right=False,
        chosen=(Answer("What happened?", "That is the case."),),
        feedback="",
        remark="",
    )
    assert [answer.text for answer in found[3].chosen] == [
        "Ask and listen",
        "Find a room",
        "Say the limits",
    ]
    assert found[3].feedback == "Privacy comes before anything is said."
    assert [question.right for question in found] == [False, True, True, False]
    assert "How are you?" not in str(found)


def test_an_incomplete_selection_is_remarked_on_and_a_complete_one_is_not():
    chosen = {**RIGHT, "many": ["many-sleep"]}
    assert [question.remark for question in review(QUESTIONS, chosen, ["many"])] == [
        *("", "selection", "", "")
    ]
    assert [question.remark for question in review(QUESTIONS, RIGHT, [])] == ["", "", "", ""]


def test_a_shuffle_is_stable_and_differs_from_person_to_person():
    options = ORDERING["options"]
    orders = {
        tuple(option["id"] for option in shuffled(options, f"{person}:1")) for person in range(60)
    }
    assert len(orders) == 6
    assert shuffled(options, "7:1") == shuffled(list(reversed(options)), "7:1")


def test_a_shuffle_is_the_same_on_every_machine():
    """People who come back, after an update too, see the order that they saw before."""
    found = [option["id"] for option in shuffled(ORDERING["options"], "7:1")]
    assert found == ["order-b", "order-a", "order-c"]
