"""Kinds of parts, one module each: what publishing and learning must know about a kind. Pure.

Each module defines a `KIND`; its name is the name of its file.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from curriculum.content import Part
from curriculum.rules.kinds import modules_of
from curriculum.rules.problems import Problem


@dataclass(frozen=True, slots=True)
class PartKind:
    """One kind of part. A bookmark stores the slugs of finished parts."""

    # What is wrong inside a part beyond its slug, title and minutes; places are counted from the part.
    problems: Callable[[Part], Iterable[Problem]]
    # What is wrong with a module that has these parts of the kind, and no others.
    in_module: Callable[[Sequence[Part]], Iterable[Problem]]
    # Whether there is nothing left to do in it for somebody with these finished parts.
    is_done: Callable[[Part, Collection[str]], bool]
    # Whether finishing it in an older edition (first) counts for the newer one (second).
    carries_over: Callable[[Part, Part], bool]
    # Whether people mark it as finished themselves.
    is_marked: bool = True


@cache
def part_kinds() -> Mapping[str, PartKind]:
    """Every kind of part by its name."""
    return {name: module.KIND for name, module in modules_of(__name__, __path__).items()}


def kind_of(part: Part) -> PartKind:
    """The kind of a part."""
    return part_kinds()[part.kind]


def is_in(part: Part, finished: Collection[str]) -> bool:
    """For kinds that are done once they are finished."""
    return part.slug in finished


def says_the_same(before: Part, now: Part) -> bool:
    """For kinds that stay finished while title and data are the same, even if the minutes change."""
    return (before.title, before.data) == (now.title, now.data)
