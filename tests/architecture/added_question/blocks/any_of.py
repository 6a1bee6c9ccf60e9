"""How an editor writes a question of which several answers are right and one is enough."""

from content.blocks.questions.single import ChoiceBlock, preview_option


class AnyOfBlock(ChoiceBlock):
    position = 25

    class Meta:
        icon = "pick"
        label = "Name one"
        description = "Several answers are right, and one of them is enough."
        preview_value = {
            "text": "Name one thing that belongs in the conversation.",
            "hint": "",
            "options": [
                preview_option("Sleep", True, "Ask about it."),
                preview_option("Doses", False, "They go to quality."),
            ],
        }


BLOCK = AnyOfBlock
