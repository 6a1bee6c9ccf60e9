"""How an editor writes a multiple choice."""

from django.utils.translation import gettext_lazy as _

from content.blocks.questions.single import ChoiceBlock, preview_option


class MultipleBlock(ChoiceBlock):
    position = 20

    class Meta:
        icon = "circle-check"
        label = _("Multiple choice")
        description = _("Several answers, at least one right and one wrong.")
        preview_value = {
            "text": "Which of these belong into the conversation?",
            "hint": "Choose all that apply.",
            "options": [
                preview_option("sleep", True, "Ask about it."),
                preview_option("doses", False, "They go to quality."),
            ],
        }


BLOCK = MultipleBlock
