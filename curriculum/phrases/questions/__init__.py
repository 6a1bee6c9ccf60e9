"""What people read about questions. A kind with its own sentences has a module of the same name here.

Such a module may define `FAULTS` ({code of its rule's `fault`: a sentence for editors}) and `HINT` (for learners).
"""

from collections.abc import Mapping
from functools import cache

from django.utils.translation import gettext_lazy as marked

from curriculum.rules.kinds import modules_of

# Faults that several kinds share.
FAULTS: Mapping[str, object] = {
    "one_right": marked("Mark exactly one answer as right."),
    "some_right": marked("Mark at least one answer as right."),
    "some_wrong": marked("Give at least one answer that is wrong."),
}


def fault(kind: str, code: str) -> str:
    """What is wrong with the options of a question as a whole, for its editor."""
    own: Mapping[str, object] = getattr(_modules().get(kind), "FAULTS", {})
    return str({**FAULTS, **own}[code])


def hint(kind: str) -> str:
    """How to answer a question of this kind, where its editor gave no hint; "" where it needs none."""
    return str(getattr(_modules().get(kind), "HINT", ""))


@cache
def _modules() -> Mapping[str, object]:
    return modules_of(__name__, __path__)
