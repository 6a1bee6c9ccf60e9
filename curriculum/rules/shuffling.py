"""A stable shuffle: always the same for one person, different for the next. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any


def shuffled(options: Sequence[Mapping[str, Any]], seed: str) -> list[Mapping[str, Any]]:
    """The options in an order that follows from `seed` and their ids, and says nothing of their own order."""
    return sorted(
        options, key=lambda option: hashlib.sha256(f"{seed}:{option['id']}".encode()).digest()
    )
