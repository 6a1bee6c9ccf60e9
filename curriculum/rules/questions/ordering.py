"""Put in order: the options are steps, stored in their right order."""

from curriculum.rules.questions import Answer, Options, QuestionKind, ids_of, no_remark


def fault(options: Options) -> str:
    """One step has only one order."""
    return "" if len(options) > 1 else "two_steps"


def is_answer(options: Options, answer: Answer) -> bool:
    """Every step once, in any order."""
    return sorted(answer) == sorted(ids_of(options))


def is_right(options: Options, answer: Answer) -> bool:
    """Every step in its place."""
    return list(answer) == ids_of(options)


KIND = QuestionKind(
    fault=fault,
    is_answer=is_answer,
    is_right=is_right,
    remark=no_remark,
    right_answer=ids_of,
    wrong_answer=lambda options: ids_of(options)[::-1],
)
