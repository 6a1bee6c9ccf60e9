"""The sections of a starter module."""

from collections.abc import Mapping
from typing import Any

from content.starter.streams import body, stable_id


def stored(text: Mapping[str, Any], seed: str) -> list[dict[str, Any]]:
    """One block for each `section` of the text."""
    return [
        {
            "type": "reading",
            "id": stable_id(seed, "section", section["title"]),
            "value": {
                "title": section["title"],
                "minutes": section["minutes"],
                "body": body(section["block"], f"{seed}/{section['title']}"),
            },
        }
        for section in text["section"]
    ]
