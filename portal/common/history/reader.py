"""What changed between two rows of history, in words, without a statement for every row."""

import datetime as dt
from typing import Any, NamedTuple

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext

from portal.common.words import day, stamp

LONGEST = 160


class FieldChange(NamedTuple):
    """One field: its label and what it was and became ("" for nothing)."""

    field: str
    before: str
    after: str


class HistoryReader:
    """Reads the history rows of one model, with everything that they refer to looked up at once.

    simple-history's `diff_against` would compare two rows, but neither tell a first row nor put values in words; it
    leaves out what no form edits, and calls an empty relation deleted.
    """

    def __init__(self, model: type[models.Model], *rows: list[models.Model]) -> None:
        every = [row for part in rows for row in part]
        self.fields = [
            column
            for column in every[0].tracked_fields  # type: ignore[attr-defined]
            if not column.primary_key and not column.name.endswith("_hash")
        ]
        self._objects = _light(model).in_bulk({row.id for row in every})  # type: ignore[attr-defined]
        self._referred = {
            column.name: _light(column.related_model).in_bulk(
                {getattr(row, column.attname) for row in every} - {None}
            )
            for column in self.fields
            if column.is_relation
        }

    def name_of(self, row: Any) -> str:
        """The record's own words for itself."""
        current = self._objects.get(row.id)
        return str(current) if current is not None else _number(row.id)

    def changes(self, row: Any, before: Any) -> list[FieldChange]:
        """The fields that differ from the row before; of a first row, those that say something."""
        told = []
        for column in self.fields:
            was = getattr(before, column.attname) if before is not None else None
            now = getattr(row, column.attname)
            if was == now or (before is None and now in (None, "", [], {}, False)):
                continue
            label = str(column.verbose_name)
            told.append(
                FieldChange(
                    label[:1].upper() + label[1:],
                    self._words(column, was),
                    self._words(column, now),
                )
            )
        return told

    def _words(self, column: Any, value: Any) -> str:
        if value in (None, ""):
            return ""
        if column.is_relation:
            return str(self._referred[column.name].get(value) or _number(value))
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        if isinstance(value, bool):
            return gettext("yes") if value else gettext("no")
        if isinstance(value, dt.datetime):
            return stamp(value)
        if isinstance(value, dt.date):
            return day(value)
        if isinstance(value, list):
            count = len(value)
            return ngettext("%(count)d entry", "%(count)d entries", count) % {"count": count}
        text = str(value)
        return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _number(key: object) -> str:
    return gettext("No. %(number)s") % {"number": key}


def _light(model: Any) -> QuerySet:
    """The model's rows with what their names are made of, and without stored documents."""
    heavy = _binary(model)
    for column in model._meta.concrete_fields:
        if column.is_relation and not column.null:
            heavy += [f"{column.name}__{name}" for name in _binary(column.related_model)]
    return model._base_manager.select_related().defer(*heavy)


def _binary(model: Any) -> list[str]:
    return [c.name for c in model._meta.concrete_fields if isinstance(c, models.BinaryField)]
