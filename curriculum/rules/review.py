"""What a person may see of a graded attempt: their own answers with their feedback, and no others. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


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


def review(
    questions: Sequence[Mapping[str, Any]],
    answers: Mapping[str, Sequence[str]],
    wrong: Collection[str],
) -> list[Reviewed]:
    """The questions in their order, each with what was chosen (for an ordering: in the order that was given)."""
    return [
        Reviewed(
            number=number,
            kind=question["kind"],
            text=question["text"],
            right=question["id"] not in wrong,
            chosen=_chosen(question["options"], answers.get(question["id"], ())),
            feedback=question.get("feedback") or "",
        )
        for number, question in enumerate(questions, 1)
    ]


def _chosen(options: Sequence[Mapping[str, Any]], ids: Sequence[str]) -> tuple[Answer, ...]:
    by_id = {option["id"]: option for option in options}
    return tuple(Answer(by_id[key]["text"], by_id[key].get("feedback") or "") for key in ids)
