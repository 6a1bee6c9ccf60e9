"""Name one: several options are right, and one of them is enough."""

from curriculum.rules.questions import Answer, Options, QuestionKind, right_ids, wrong_ids
from curriculum.rules.questions.multiple import fault
from curriculum.rules.questions.single import is_answer


def is_right(options: Options, answer: Answer) -> bool:
    """Any of the right options."""
    return len(answer) == 1 and answer[0] in right_ids(options)


def remark(options: Options, answer: Answer) -> str:
    """How many answers would have been right says nothing of which."""
    return "several" if len(right_ids(options)) > 1 else ""


KIND = QuestionKind(
    fault=fault,
    is_answer=is_answer,
    is_right=is_right,
    remark=remark,
    right_answer=lambda options: right_ids(options)[:1],
    wrong_answer=lambda options: wrong_ids(options)[:1],
)
