"""Fields for records that never change."""

import json
from functools import lru_cache
from typing import Any

from django.db import models

from curriculum.content import Part

# Texts in the cache. An edition has four, and a course has about a dozen modules.
_KEPT = 512


class FrozenJSON(models.JSONField):
    """JSON of a record that never changes, decoded once per process.

    The cache key is the text itself, so rows cannot be mixed up. Readers share the lists and dictionaries, so nobody
    may change them.
    """

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else _decoded(value)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Migrations see a plain JSON field: the column is the same."""
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
