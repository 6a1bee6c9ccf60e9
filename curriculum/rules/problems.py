"""What keeps a module from being completed, as a value. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """What to correct (`code`, with the `values` of its sentence) and where.

    ("parts", 2, "title") is the title of the third part. `curriculum.phrases.completeness` has the sentences.
    """

    path: tuple[str | int, ...]
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
