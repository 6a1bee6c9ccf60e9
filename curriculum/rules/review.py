"""What a person may see of a graded attempt: their own answers with their feedback, and no others. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from curriculum.rules.questions import question_kinds


@dataclass(frozen=True, slots=True)
class Answer:
    text: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One question as it was answered; options that were not chosen are not in it."""

    number: int
    kind: str
    text: str
    right: bool
    chosen: tuple[Answer, ...]
    feedback: str
    # What went wrong beyond the feedback, as the kind's own code; "" for nothing.
    remark: str


def review(
    questions: Sequence[Mapping[str, Any]],
    answers: Mapping[str, Sequence[str]],
    wrong: Collection[str],
) -> list[Reviewed]:
    """The questions in their order, each with what was chosen, in the order that was given."""
    return [
        _reviewed(number, question, answers.get(question["id"], ()), question["id"] not in wrong)
        for number, question in enumerate(questions, 1)
    ]


def _reviewed(
    number: int, question: Mapping[str, Any], answer: Sequence[str], right: bool
) -> Reviewed:
    options = question["options"]
    kind = question_kinds()[question["kind"]]
    return Reviewed(
        number=number,
        kind=question["kind"],
        text=question["text"],
        right=right,
        chosen=tuple(
            Answer(shown["text"], shown.get("feedback") or "")
            for shown in kind.shown(options, answer)
        ),
        feedback=question.get("feedback") or "",
        remark="" if right else kind.remark(options, answer),
    )
