"""Plain text and what gives it shape."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.rich_text import RichText

from content.blocks.formats import PROSE, SHORT

SUB_HEADING = re.compile(r"<h3\b")


class TextBlock(blocks.RichTextBlock):
    """Paragraphs, lists and sub-headings."""

    class Meta:
        icon = "pilcrow"
        label = gettext_lazy("Text")
        description = gettext_lazy(
            "Paragraphs, lists and sub-headings. Two to four sentences a paragraph."
        )
        template = "content/blocks/text.html"
        preview_value = RichText(
            "<h3>Before you begin</h3><p>Find a room with a door. Say how long you have.</p>"
        )

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Adds `html`: sub-headings follow the heading above the text, whatever level an editor's tool gives."""
        context = super().get_context(value, parent_context=parent_context)
        level = int(context.get("heading_level") or 2)
        html = SUB_HEADING.sub(f'<h{level} class="nhsuk-heading-m"', str(value))
        context["html"] = mark_safe(html.replace("</h3>", f"</h{level}>"))  # noqa: S308 - rich text, cleaned when it was saved
        return context


class InsetBlock(blocks.StructBlock):
    html = blocks.RichTextBlock(features=SHORT, label=gettext_lazy("Text"))

    class Meta:
        icon = "info-circle"
        label = gettext_lazy("Key point")
        description = gettext_lazy("One point that a reader should take away, set off by a bar.")
        template = "components/inset.html"
        preview_value = {"html": RichText("<p>Feelings, not the facts of the case.</p>")}


class DetailsBlock(blocks.StructBlock):
    summary = blocks.CharBlock(
        max_length=160, help_text=gettext_lazy("What a reader sees before opening it.")
    )
    html = blocks.RichTextBlock(features=PROSE, label=gettext_lazy("Text"))

    class Meta:
        icon = "collapse-down"
        label = gettext_lazy("Details")
        description = gettext_lazy("Depth for who wants it, closed until the reader opens it.")
        template = "components/details.html"
        preview_value = {
            "summary": "Where the term comes from",
            "html": RichText("<p>Albert Wu wrote of the second victim in 2000.</p>"),
        }


class StepsBlock(blocks.StructBlock):
    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(max_length=160)),
                ("text", blocks.TextBlock(rows=2)),
            ],
            label=gettext_lazy("Step"),
            icon="list-ol",
        ),
        min_num=1,
    )

    class Meta:
        icon = "list-ol"
        label = gettext_lazy("Steps")
        description = gettext_lazy("Numbered steps, each with a title and a sentence or two.")
        template = "components/steps.html"
        preview_value = {
            "items": [
                {"title": "Open", "text": "Say who you are and how long you have."},
                {"title": "Listen", "text": "Let the silence work."},
            ]
        }


class TableValue(blocks.StructValue):
    """A table as the template reads it."""

    @property
    def caption(self) -> str:
        return self["table"].caption

    @property
    def header(self) -> list[str]:
        return [column["heading"] for column in self["table"].columns]

    @property
    def rows(self) -> Iterator[list[Any]]:
        return self["table"].rows


class TableBlock(blocks.StructBlock):
    table = TypedTableBlock([("text", blocks.CharBlock(required=False, max_length=600))])

    def clean(self, value: Any) -> Any:
        """Refuse, when the page is published, a table without a row."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not cleaned["table"].row_data:
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError("Add a column and a row, or remove the table.")]
            )
        return cleaned

    class Meta:
        icon = "table"
        label = gettext_lazy("Table")
        description = gettext_lazy(
            "A small table with a caption: two or three columns read well on a phone."
        )
        template = "components/table.html"
        value_class = TableValue

    def get_preview_value(self) -> Any:
        text = self.child_blocks["table"].child_blocks["text"]
        table = TypedTable(
            columns=[{"block": text, "heading": h} for h in ("Say", "Leave out")],
            row_data=[
                {"values": [_("It went deep, and I feel useless."), "the section, the week"]}
            ],
            caption="Debriefing",
        )
        return self.normalize({"table": table})
