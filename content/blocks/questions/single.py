"""How an editor writes a single choice; multiple choice is written alike."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.questions import (
    Ident,
    Located,
    QuestionBlock,
    at_text,
    errors_in_list,
    listed,
)


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=400, label=_("Answer"))
    right = blocks.BooleanBlock(required=False, label=_("This answer is right"))
    feedback = blocks.TextBlock(
        required=False,
        rows=2,
        help_text=_(
            "Why it is right or wrong, for who chose it; never which other answer is right."
        ),
    )

    class Meta:
        icon = "radio-full"
        label = _("Answer")


class ChoiceBlock(QuestionBlock):
    """A question with answers to choose from."""

    options = blocks.ListBlock(OptionBlock(), label=_("Answers"))

    def edition_options(self, value: Mapping[str, Any], ident: Ident) -> list[dict[str, Any]]:
        return [
            {
                "id": ident(option.id),
                "text": option.value["text"],
                "right": option.value["right"],
                "feedback": option.value["feedback"],
            }
            for option in value["options"].bound_blocks
        ]

    def stored_answers(self, text: Mapping[str, Any], ident: Ident) -> dict[str, Any]:
        return {"options": listed([(option, ident(option["text"])) for option in text["option"]])}

    def errors_in_options(self, found: Sequence[Located]) -> dict[str, ValidationError]:
        return {"options": errors_in_list(found, at_text)}


def preview_option(text: str, right: bool, feedback: str) -> dict[str, object]:
    """An answer in a block's preview."""
    return {"text": text, "right": right, "feedback": feedback}


class SingleBlock(ChoiceBlock):
    position = 10

    class Meta:
        icon = "radio-full"
        label = _("Single choice")
        description = _("Several answers, exactly one of them right.")
        preview_value = {
            "text": "What do you say first?",
            "hint": "",
            "options": [
                preview_option("Tell me exactly what happened.", False, "That asks for the case."),
                preview_option("How are you?", True, "It is about the person."),
            ],
        }


BLOCK = SingleBlock
