"""How an editor writes something to try out."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from content.blocks.parts import PartBlock
from content.blocks.questions import Ident, Located


class PracticeBlock(PartBlock):
    title = blocks.CharBlock(max_length=120)
    minutes = blocks.IntegerBlock()
    task = blocks.TextBlock(required=False)

    position = 20

    class Meta:
        icon = "edit"
        label = "Practice"
        description = "Something to try out."
        template = "content/blocks/parts/practice.html"
        preview_value = {"title": "Say the limits", "minutes": 1, "task": "Say them aloud."}

    def data_of(self, value: Mapping[str, Any], ident: Ident) -> dict[str, Any]:
        return {"task": value["task"]}

    def errors(
        self, value: Mapping[str, Any], found: Sequence[Located]
    ) -> dict[str, ValidationError]:
        return {"task": ValidationError([message for _, message in found])}


BLOCK = PracticeBlock
