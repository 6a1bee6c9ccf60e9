"""How an editor writes steps to put in order."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.questions import Ident, Located, QuestionBlock, errors_in_list, listed


class OrderingBlock(QuestionBlock):
    options = blocks.ListBlock(
        blocks.CharBlock(max_length=400), label=_("Steps, in the right order")
    )
    feedback = blocks.TextBlock(
        required=False,
        rows=2,
        help_text=_("What the right order teaches, without giving it away."),
    )

    position = 40

    class Meta:
        icon = "order"
        label = _("Put in order")
        description = _("Three to five steps that are put in order; readers see them shuffled.")
        preview_value = {
            "text": "Put these in the order in which you would say them.",
            "hint": "",
            "options": ["Are you somewhere private?", "How has it been since?"],
            "feedback": "Privacy comes before anything is said.",
        }

    def edition_options(self, value: Mapping[str, Any], ident: Ident) -> list[dict[str, Any]]:
        return [
            {"id": ident(step.id), "text": step.value, "right": True, "feedback": ""}
            for step in value["options"].bound_blocks
        ]

    def stored_answers(self, text: Mapping[str, Any], ident: Ident) -> dict[str, Any]:
        steps = [(option["text"], ident(option["text"])) for option in text["option"]]
        return {"options": listed(steps), "feedback": text.get("feedback", "")}

    def errors_in_options(self, found: Sequence[Located]) -> dict[str, ValidationError]:
        return {"options": errors_in_list(found, ValidationError)}


BLOCK = OrderingBlock
