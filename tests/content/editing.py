"""What the CMS's form posts when somebody opens a page and changes nothing."""

from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.test.utils.form_data import nested_form_data

from content.models import ModulePage

TEXTS = ("title", "slug", "summary", "seo_title", "search_description", "change", "change_note")
NUMBERS = ("minutes", "pass_mark", "prerequisite_id", "due_on")
STREAMS = ("outcomes", "parts", "competences", "sources")


def unchanged(page: ModulePage) -> dict[str, Any]:
    """The fields as the form shows them, not yet flattened (`as_posted`)."""
    numbers = {name.removesuffix("_id"): getattr(page, name) for name in NUMBERS}
    return {
        **{name: getattr(page, name) for name in TEXTS},
        **{name: "" if value is None else str(value) for name, value in numbers.items()},
        **{
            name: of_block(page._meta.get_field(name).stream_block, getattr(page, name))
            for name in STREAMS
        },
    }


def as_posted(fields: dict[str, Any]) -> dict[str, str]:
    """What the browser sends to publish the page."""
    return nested_form_data(fields) | {"action-publish": "action-publish"}


def of_block(block: Any, value: Any) -> Any:
    """One block's part of the form."""
    if isinstance(block, blocks.StreamBlock):
        return _listed([(child.block_type, child.block, child.value, child.id) for child in value])
    if isinstance(block, blocks.ListBlock):
        return _listed([("item", block.child_block, b.value, b.id) for b in value.bound_blocks])
    if isinstance(block, blocks.StructBlock):
        inside = {name: of_block(child, value[name]) for name, child in block.child_blocks.items()}
        return {name: part for name, part in inside.items() if part is not None}
    if isinstance(block, TypedTableBlock):
        return _table(value)
    if isinstance(block, blocks.BooleanBlock):
        return "on" if value else None
    if isinstance(block, blocks.RichTextBlock):
        return block.field.widget.format_value(block.value_for_form(value))
    return "" if value is None else str(value)


def _listed(children: list[tuple[str, Any, Any, str]]) -> dict[str, Any]:
    listed = {
        str(index): {
            "type": kind,
            "value": of_block(block, value),
            "order": str(index),
            "deleted": "",
            "id": block_id,
        }
        for index, (kind, block, value, block_id) in enumerate(children)
    }
    return {"count": str(len(children)), **listed}


def _table(table: TypedTable) -> dict[str, Any]:
    columns = {
        f"column-{index}": {
            "type": column["block"].name,
            "heading": column["heading"],
            "order": str(index),
            "deleted": "",
        }
        for index, column in enumerate(table.columns)
    }
    rows = {
        f"row-{index}": {"order": str(index), "deleted": ""} for index in range(len(table.row_data))
    }
    cells = {
        f"cell-{index}-{place}": str(value)
        for index, row in enumerate(table.row_data)
        for place, value in enumerate(row["values"])
    }
    return {
        "caption": table.caption,
        "column-count": str(len(columns)),
        "row-count": str(len(rows)),
        **columns,
        **rows,
        **cells,
    }
