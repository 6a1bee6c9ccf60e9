"""Fields of what never changes."""

import json
from functools import lru_cache
from typing import Any

from django.db import models

from curriculum.content import Part

# Texts kept: each edition has four, and a course some dozen modules.
_KEPT = 512


class FrozenJSON(models.JSONField):
    """JSON of a record that never changes: what one row said is decoded once a process.

    It is found again by the text itself, so no other row's can come in its place. All who read it share the lists
    and dictionaries: nobody may change them.
    """

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else _decoded(value)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """To migrations it is a JSON field: it says nothing about the column."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options


class PartsField(FrozenJSON):
    """The parts of an edition, in their order."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else _parts(value)

    def get_prep_value(self, value: Any) -> Any:
        return [part.as_json() for part in value]


@lru_cache(maxsize=_KEPT)
def _decoded(text: str) -> Any:
    return json.loads(text)


@lru_cache(maxsize=_KEPT)
def _parts(text: str) -> tuple[Part, ...]:
    return tuple(Part.from_json(part) for part in json.loads(text))
