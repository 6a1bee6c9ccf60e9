"""The right answers of every knowledge check, found in attempts that made no mistake."""

from collections.abc import Iterator
from typing import Any

from curriculum.models import Attempt, Edition


def right_answers() -> dict[str, list[list[str]]]:
    """By module, for each question in the order of the check: the texts of the right options, in their order."""
    found: dict[str, list[list[str]]] = {}
    attempts = Attempt.objects.filter(passed=True, score=100).select_related("edition__module")
    for attempt in attempts.order_by("edition__number", "pk"):
        texts = dict(_options(_stored(attempt.edition)))
        found[attempt.edition.module.slug] = [
            [texts[option] for option in chosen] for chosen in attempt.answers.values()
        ]
    return found


def _stored(edition: Edition) -> list[Any]:
    """What its row holds, as plain lists and dictionaries."""
    fields = Edition._meta.concrete_fields
    return [field.get_prep_value(getattr(edition, field.attname)) for field in fields]


def _options(content: Any) -> Iterator[tuple[str, str]]:
    """Id and text of every option, wherever the content of an edition has options."""
    if isinstance(content, dict):
        for option in content.get("options", ()):
            yield option["id"], option["text"]
        content = list(content.values())
    if isinstance(content, list):
        for part in content:
            yield from _options(part)
