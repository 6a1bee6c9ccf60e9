"""How an editor writes a statement that is true or false."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from content.blocks.questions import Ident, Located, QuestionBlock

TRUE_FALSE = [("true", "True"), ("false", "False")]


class TrueFalseBlock(QuestionBlock):
    text = blocks.TextBlock(rows=2, label=gettext_lazy("Statement"))
    right = blocks.ChoiceBlock(choices=TRUE_FALSE, label=gettext_lazy("The statement is"))
    feedback_true = blocks.TextBlock(
        required=False, rows=2, label=gettext_lazy("For who answered “True”")
    )
    feedback_false = blocks.TextBlock(
        required=False, rows=2, label=gettext_lazy("For who answered “False”")
    )

    position = 30

    class Meta:
        icon = "check"
        label = gettext_lazy("True or false")
        description = gettext_lazy("A statement that is true or false.")
        preview_value = {
            "text": "You take notes during the conversation.",
            "hint": "",
            "right": "false",
            "feedback_true": "Nothing is written down.",
            "feedback_false": "Nothing is written down.",
        }

    def edition_options(self, value: Mapping[str, Any], ident: Ident) -> list[dict[str, Any]]:
        return [
            {
                "id": ident(key),
                "text": text,
                "right": value["right"] == key,
                "feedback": value[f"feedback_{key}"],
            }
            for key, text in TRUE_FALSE
        ]

    def stored_answers(self, text: Mapping[str, Any], ident: Ident) -> dict[str, Any]:
        by_text = {option["text"]: option for option in text["option"]}
        return {
            "right": "true" if by_text["True"]["right"] else "false",
            "feedback_true": by_text["True"]["feedback"],
            "feedback_false": by_text["False"]["feedback"],
        }

    def errors_in_options(self, found: Sequence[Located]) -> dict[str, ValidationError]:
        return {"right": ValidationError(_("Choose whether the statement is true or false."))}


BLOCK = TrueFalseBlock
