"""Single choice: several options, exactly one of them right."""

from curriculum.rules.questions import (
    Answer,
    Options,
    QuestionKind,
    count_right,
    ids_of,
    no_remark,
    right_ids,
    wrong_ids,
)


def fault(options: Options) -> str:
    """Exactly one option is right, and at least one is not."""
    if count_right(options) != 1:
        return "one_right"
    return "" if len(options) > 1 else "some_wrong"


def is_answer(options: Options, answer: Answer) -> bool:
    """One of the options."""
    return len(answer) == 1 and answer[0] in ids_of(options)


def is_right(options: Options, answer: Answer) -> bool:
    """The one right option, and no other."""
    return list(answer) == right_ids(options)


KIND = QuestionKind(
    fault=fault,
    is_answer=is_answer,
    is_right=is_right,
    remark=no_remark,
    right_answer=right_ids,
    wrong_answer=lambda options: wrong_ids(options)[:1],
)
