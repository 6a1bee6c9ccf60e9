"""What editors read about parts. A kind with its own sentences has a module of the same name here.

Such a module defines `SENTENCES` ({code of a problem: its sentence}).
"""

from collections.abc import Mapping
from functools import cache

from curriculum.rules.kinds import modules_of


def sentences(kind: str) -> Mapping[str, object]:
    """The sentences of a kind of part by their codes."""
    return getattr(_modules().get(kind), "SENTENCES", {})


@cache
def _modules() -> Mapping[str, object]:
    return modules_of(__name__, __path__)
