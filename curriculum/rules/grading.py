"""Grading a knowledge check: questions and answers in, score and wrong questions out. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curriculum.rules.questions import question_kinds


@dataclass(frozen=True, slots=True)
class Grade:
    """The score in whole percent, rounded down, and the ids of the questions answered wrongly."""

    score: int
    wrong: tuple[str, ...]

    def passes(self, pass_mark: int) -> bool:
        """Whether the score reaches the pass mark (percent)."""
        return self.score >= pass_mark


def grade(questions: Sequence[Mapping[str, Any]], answers: Mapping[str, Sequence[str]]) -> Grade:
    """Grade `answers` ({question id: option ids}) against an edition's questions.

    Each question's kind decides what is right. A question without an answer is wrong; answers to questions that the
    edition does not have count for nothing. Rounding down keeps 2 of 3 below a mark of 67.
    """
    if not questions:
        raise ValueError("An edition without questions cannot be graded.")
    wrong = tuple(q["id"] for q in questions if not _is_right(q, answers.get(q["id"], ())))
    right = len(questions) - len(wrong)
    return Grade(score=right * 100 // len(questions), wrong=wrong)


def is_answered(
    questions: Sequence[Mapping[str, Any]], answers: Mapping[str, Sequence[str]]
) -> bool:
    """Whether `answers` holds a complete answer, right or wrong, to every question and to no other."""
    return answers.keys() == {question["id"] for question in questions} and all(
        question_kinds()[question["kind"]].is_answer(question["options"], answers[question["id"]])
        for question in questions
    )


def _is_right(question: Mapping[str, Any], answer: Sequence[str]) -> bool:
    return question_kinds()[question["kind"]].is_right(question["options"], answer)
