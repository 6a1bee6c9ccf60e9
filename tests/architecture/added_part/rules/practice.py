"""Something to try out. Its data: `task`."""

from collections.abc import Iterator

from curriculum.content import Part
from curriculum.rules.parts import PartKind, is_in, says_the_same
from curriculum.rules.plain_text import is_empty
from curriculum.rules.problems import Problem


def problems(part: Part) -> Iterator[Problem]:
    """There is something to do."""
    if is_empty(part.data["task"]):
        yield Problem(("title",), "part_title")


KIND = PartKind(
    problems=problems,
    in_module=lambda parts: (),
    is_done=is_in,
    carries_over=says_the_same,
)
