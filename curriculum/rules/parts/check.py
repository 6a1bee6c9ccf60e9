"""The knowledge check, which completes the module. Its data: `questions`.

A list of {"id", "kind", "text", "hint", "feedback", "options": [{"id", "text", "right", "feedback"}]}; the options of
an ordering question stand in the right order.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from curriculum.content import Part
from curriculum.rules.parts import PartKind
from curriculum.rules.plain_text import is_empty, plain
from curriculum.rules.problems import Problem
from curriculum.rules.questions import question_kinds


def check_of(parts: Sequence[Part]) -> Part | None:
    """An edition's check, if it has one."""
    return next((part for part in parts if part.kind == "check"), None)


def questions_of(parts: Sequence[Part]) -> Sequence[Mapping[str, Any]]:
    """The questions of an edition's check; none where it has no check."""
    check = check_of(parts)
    return check.data["questions"] if check else ()


def problems(part: Part) -> Iterator[Problem]:
    """There are questions, and each can be answered rightly and wrongly."""
    questions = part.data.get("questions") or []
    if not questions:
        yield Problem(("questions",), "questions")
    ids = Counter(question.get("id") for question in questions)
    for place, question in enumerate(questions):
        here = ("questions", place)
        if not question.get("id") or ids[question.get("id")] > 1:
            yield Problem((*here, "id"), "question_id")
        if is_empty(question.get("text")):
            yield Problem((*here, "text"), "question_text")
        kind = question_kinds().get(question.get("kind", ""))
        if kind is None:
            yield Problem((*here, "kind"), "question_kind")
            continue
        options = question.get("options") or []
        yield from _options(here, options)
        if fault := kind.fault(options):
            values = {"kind": question["kind"], "fault": fault}
            yield Problem((*here, "options"), "fault", values)


def _options(
    here: tuple[str | int, ...], options: Sequence[Mapping[str, Any]]
) -> Iterator[Problem]:
    ids = Counter(option.get("id") for option in options)
    texts = Counter(plain(option.get("text")) for option in options)
    for place, option in enumerate(options):
        at = (*here, "options", place)
        if not option.get("id") or ids[option.get("id")] > 1:
            yield Problem((*at, "id"), "option_id")
        if is_empty(option.get("text")):
            yield Problem((*at, "text"), "option_text")
        elif texts[plain(option["text"])] > 1:
            yield Problem((*at, "text"), "option_twice")


def in_module(parts: Sequence[Part]) -> Iterator[Problem]:
    """A module has exactly one check, since passing it completes the module."""
    if not parts:
        yield Problem(("parts",), "no_check")
    elif len(parts) > 1:
        yield Problem(("parts",), "checks")


KIND = PartKind(
    problems=problems,
    in_module=in_module,
    # While the module is open: to pass the check is to complete the edition.
    is_done=lambda part, finished: False,
    # Each edition has a check of its own.
    carries_over=lambda before, now: False,
    is_marked=False,
)
