"""Kinds of questions, one module each: what publishing, grading and reviewing must know about a kind. Pure.

Options are plain data as in `curriculum.rules.parts.check` ({id, text, right, feedback}); an answer is a list of
strings: option ids, as chosen or as ordered, or what a kind lets people type. Each module defines a `KIND`; its name is the name of its file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from curriculum.rules.kinds import modules_of

Options = Sequence[Mapping[str, Any]]
Answer = Sequence[str]


def options_with(options: Options, answer: Answer) -> list[Mapping[str, Any]]:
    """The options whose ids an answer names, in its order."""
    by_id = {option["id"]: option for option in options}
    return [by_id[chosen] for chosen in answer]


@dataclass(frozen=True, slots=True)
class QuestionKind:
    """One kind of question. `right_answer` and `wrong_answer` exist for options without a `fault`."""

    # A code for what is wrong with the options as a whole; "" when they can be answered rightly and wrongly.
    fault: Callable[[Options], str]
    # Whether this is a complete answer, right or wrong.
    is_answer: Callable[[Options, Answer], bool]
    is_right: Callable[[Options, Answer], bool]
    # A code for what went wrong with a wrong answer beyond what the options' feedback says; "" for nothing.
    remark: Callable[[Options, Answer], str]
    right_answer: Callable[[Options], list[str]]
    wrong_answer: Callable[[Options], list[str]]
    # What an answer is shown as afterwards: {text, feedback} each. A kind whose answers are typed says it itself.
    shown: Callable[[Options, Answer], Sequence[Mapping[str, Any]]] = options_with
    # Whether each person sees the options in their own order.
    is_shuffled: bool = True


@cache
def question_kinds() -> Mapping[str, QuestionKind]:
    """Every kind of question by its name."""
    return {name: module.KIND for name, module in modules_of(__name__, __path__).items()}


def ids_of(options: Options) -> list[str]:
    """The options' ids, in their order."""
    return [option["id"] for option in options]


def right_ids(options: Options) -> list[str]:
    """The ids of the options that are right."""
    return [option["id"] for option in options if option["right"]]


def wrong_ids(options: Options) -> list[str]:
    """The ids of the options that are wrong."""
    return [option["id"] for option in options if not option["right"]]


def no_remark(options: Options, answer: Answer) -> str:
    """For kinds whose options' feedback says it all."""
    return ""


def count_right(options: Options) -> int:
    """How many options are marked as right; a missing mark counts as wrong."""
    return sum(bool(option.get("right")) for option in options)
