"""A module's sections and the questions of its knowledge check."""

from typing import Any

from wagtail import blocks

from content.blocks.body import BodyBlock
from content.blocks.questions import question_blocks


class SectionBlock(blocks.StructBlock):
    """A piece that can be read between two cases."""

    title = blocks.CharBlock(max_length=120)
    minutes = blocks.IntegerBlock(
        help_text="Honest minutes: 110 to 130 words each, fewer where there is something to think over."
    )
    body = BodyBlock()

    class Meta:
        icon = "doc-full"
        label = "Section"
        description = "A piece of two to six minutes, on a page of its own."
        template = "content/blocks/section.html"
        label_format = "{title}"
        preview_value = {
            "title": "What you carry out of the room",
            "minutes": 2,
            "body": [("text", "<p>You listen to shame and grief, often after your own shift.</p>")],
        }


class QuestionsBlock(blocks.StreamBlock):
    """The questions of a knowledge check: one child block for each kind."""

    def __init__(self, local_blocks: Any = None, **options: Any) -> None:
        super().__init__(local_blocks or question_blocks().items(), **options)

    class Meta:
        required = False
