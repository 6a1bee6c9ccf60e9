"""What was loaded last, and whether somebody has changed it since."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from wagtail.models import Page

from content.models import StarterRecord
from content.starter.texts import digest


@dataclass
class Report:
    """What a loading did: counts a kind, and what was left alone although its starter text is new."""

    counts: dict[str, Counter] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def count(self, kind: str, what: str) -> None:
        self.counts.setdefault(kind, Counter())[what] += 1

    def lines(self) -> list[str]:
        """One line a kind, then one for each thing that was left."""
        lines = [
            f"{kind}: " + ", ".join(f"{number} {what}" for what, number in counts.items())
            for kind, counts in self.counts.items()
        ]
        return lines + [f"Left as it is, because it was edited here: {what}" for what in self.left]


def fingerprint(thing: models.Model) -> str:
    """What a thing is now. A page: its newest revision and whether it is live; else all its fields."""
    if isinstance(thing, Page):
        return f"revision {thing.latest_revision_id} {'live' if thing.live else 'draft'}"
    return digest(
        {
            column.attname: getattr(thing, column.attname)
            for column in thing._meta.concrete_fields
            if not column.primary_key
        }
    )


class Records:
    """The records of all loaded things, read once."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._records = {record.key: record for record in StarterRecord.objects.all()}

    def bring(
        self,
        kind: str,
        key: str,
        text: Any,
        found: models.Model | None,
        write: Callable[[models.Model | None], models.Model],
    ) -> models.Model | None:
        """Create or update one thing from its starter text, unless somebody has changed or removed it.

        `write` gets what was found (None: create) and returns what it saved. Returns what stands there
        afterwards.
        """
        wanted = digest(text)
        record = self._records.get(key)
        if found is None and record is None:
            return self._write(kind, key, wanted, None, write, "created")
        if found is None or record is None or fingerprint(found) != record.loaded:
            self.report.count(kind, "kept")
            if record is not None and record.starter != wanted:
                self.report.left.append(f"{kind.lower()} “{key}”")
            return found
        if record.starter != wanted:
            return self._write(kind, key, wanted, found, write, "updated")
        self.report.count(kind, "unchanged")
        return found

    def _write(
        self,
        kind: str,
        key: str,
        starter: str,
        found: models.Model | None,
        write: Callable[[models.Model | None], models.Model],
        what: str,
    ) -> models.Model:
        saved = write(found)
        # As the database has it: what was assigned and what is stored can differ in type.
        saved = type(saved)._default_manager.get(pk=saved.pk)
        self._records[key], _ = StarterRecord.objects.update_or_create(
            key=key, defaults={"starter": starter, "loaded": fingerprint(saved)}
        )
        self.report.count(kind, what)
        return saved
