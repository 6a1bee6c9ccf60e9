"""The parts of a starter module: one module a kind that starter texts have, which defines `stored`."""

from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import Any

from content.blocks.parts import part_blocks
from content.starter.streams import stored
from curriculum.rules.kinds import modules_of


def parts(text: Mapping[str, Any], seed: str) -> str:
    """What is assigned to a module page's parts, from its starter text: kind by kind, in the kinds' own order."""
    kinds = [_modules()[kind] for kind in part_blocks() if kind in _modules()]
    return stored([block for kind in kinds for block in kind.stored(text, seed)])


@cache
def _modules() -> Mapping[str, ModuleType]:
    return modules_of(__name__, __path__)
