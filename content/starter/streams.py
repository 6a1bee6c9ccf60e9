"""From a starter text's blocks to what a StreamField stores, with the same ids at every loading."""

import json
import uuid
from collections.abc import Iterable
from typing import Any

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from content.blocks.formats import PROSE

# The fields of blocks that hold rich text.
RICH = frozenset({"html", "situation", "discussion"})
_NAMESPACE = uuid.UUID("7d0f6c1e-52a4-4c7d-9a3e-1f0f5a6f2b11")


def stable_id(*parts: str) -> str:
    """The same id for the same parts, whatever else was loaded."""
    return str(uuid.uuid5(_NAMESPACE, "\0".join(parts)))


def stored(blocks: list[dict[str, Any]]) -> str:
    """What is assigned to a StreamField."""
    return json.dumps(blocks)


def as_edited(html: str) -> str:
    """Rich text as the CMS's editor would save it, so that a first save there changes nothing."""
    converter = ContentstateConverter(PROSE)
    return str(converter.to_database_format(converter.from_database_format(html)))


def simple(kind: str, values: Iterable[Any], seed: str) -> str:
    """A StreamField of one plain kind of block."""
    return stored(
        [
            {"type": kind, "value": value, "id": stable_id(seed, kind, str(index))}
            for index, value in enumerate(values)
        ]
    )


def body(blocks: list[dict[str, Any]], seed: str) -> list[dict[str, Any]]:
    """The body of a page or section."""
    return [
        {
            "type": block["type"],
            "value": _value(block, f"{seed}/{index}"),
            "id": stable_id(seed, str(index)),
        }
        for index, block in enumerate(blocks)
    ]


def _value(block: dict[str, Any], seed: str) -> Any:
    rest = {name: value for name, value in block.items() if name != "type"}
    if block["type"] == "text":
        return as_edited(rest["html"])
    if block["type"] == "table":
        return {
            "table": {
                "caption": rest["caption"],
                "columns": [{"type": "text", "heading": heading} for heading in rest["header"]],
                "rows": [{"values": row} for row in rest["rows"]],
            }
        }
    if block["type"] in {"do", "dont", "say"}:
        rest.setdefault(
            "heading", {"do": "Do", "dont": "Don’t", "say": "Words that help"}[block["type"]]
        )
    return {
        name: _items(value, f"{seed}/{name}") if isinstance(value, list) else _plain(name, value)
        for name, value in rest.items()
    }


def _plain(name: str, value: Any) -> Any:
    return as_edited(value) if name in RICH else value


def _items(values: list[Any], seed: str) -> list[dict[str, Any]]:
    return [
        {"type": "item", "value": value, "id": stable_id(seed, str(index))}
        for index, value in enumerate(values)
    ]
