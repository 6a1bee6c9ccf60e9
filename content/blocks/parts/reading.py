"""How an editor writes a section to read."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from content.blocks.body import BodyBlock
from content.blocks.parts import PartBlock
from content.blocks.questions import Ident, Located
from content.rules.html import normalised

# A problem's place in the part → the field in which an editor corrects it.
FIELDS = {"title": "title", "slug": "title", "minutes": "minutes", "html": "body"}


class ReadingBlock(PartBlock):
    """A piece that can be read between two cases."""

    title = blocks.CharBlock(max_length=120)
    minutes = blocks.IntegerBlock(
        help_text=_(
            "Honest minutes: 110 to 130 words each, fewer where there is something to think over."
        )
    )
    body = BodyBlock()

    position = 10

    class Meta:
        icon = "doc-full"
        label = _("Section")
        description = _("A piece of two to six minutes, on a page of its own.")
        template = "content/blocks/parts/reading.html"
        label_format = "{title}"
        preview_value = {
            "title": "What you carry out of the room",
            "minutes": 2,
            "body": [("text", "<p>You listen to shame and grief, often after your own shift.</p>")],
        }

    def data_of(self, value: Mapping[str, Any], ident: Ident) -> dict[str, Any]:
        return {"html": normalised(str(value["body"].render_as_block()))}

    def errors(
        self, value: Mapping[str, Any], found: Sequence[Located]
    ) -> dict[str, ValidationError]:
        errors: dict[str, ValidationError] = {}
        for path, message in found:
            field = FIELDS[str(path[0])]
            error = ValidationError(message)
            errors[field] = (
                StreamBlockValidationError(non_block_errors=[error]) if field == "body" else error
            )
        return errors


BLOCK = ReadingBlock
