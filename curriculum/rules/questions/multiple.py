"""Multiple choice: several options, at least one of them right and one wrong."""

from curriculum.rules.questions import (
    Answer,
    Options,
    QuestionKind,
    count_right,
    ids_of,
    right_ids,
    wrong_ids,
)


def fault(options: Options) -> str:
    """At least one option is right, and at least one is not."""
    right = count_right(options)
    if not right:
        return "some_right"
    return "" if right < len(options) else "some_wrong"


def is_answer(options: Options, answer: Answer) -> bool:
    """At least one of the options, none of them twice."""
    chosen = set(answer)
    return bool(answer) and len(chosen) == len(answer) and chosen <= set(ids_of(options))


def is_right(options: Options, answer: Answer) -> bool:
    """Exactly the set of right options."""
    return sorted(answer) == sorted(right_ids(options))


def remark(options: Options, answer: Answer) -> str:
    """The feedback of what was chosen may be all praise although something is missing."""
    return "selection"


KIND = QuestionKind(
    fault=fault,
    is_answer=is_answer,
    is_right=is_right,
    remark=remark,
    right_answer=right_ids,
    wrong_answer=lambda options: wrong_ids(options)[:1],
)
