"""How a conversation sounds, and practice for it."""

from wagtail import blocks
from wagtail.rich_text import RichText

from content.blocks.formats import SHORT


class SayBlock(blocks.StructBlock):
    heading = blocks.CharBlock(default="Words that help", max_length=80)
    phrases = blocks.ListBlock(
        blocks.CharBlock(max_length=400, label="Phrase", help_text="Without quotation marks."),
        min_num=1,
    )

    class Meta:
        icon = "openquote"
        label = "Words that help"
        description = "Sentences that one can say out loud."
        template = "components/say.html"
        preview_value = {
            "heading": "Words that help",
            "phrases": ["I heard that last night was hard. How are you?"],
        }


class DialogueBlock(blocks.StructBlock):
    setting = blocks.CharBlock(max_length=300, help_text="Where and when, in one sentence.")
    turns = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("speaker", blocks.CharBlock(max_length=60)),
                ("words", blocks.TextBlock(rows=2)),
            ],
            label="Turn",
            icon="comment",
        ),
        min_num=1,
    )

    class Meta:
        icon = "comment"
        label = "Dialogue"
        description = "A short conversation, turn by turn."
        template = "components/dialogue.html"
        preview_value = {
            "setting": "The stairwell, after a code.",
            "turns": [
                {"speaker": "Peer supporter", "words": "I have twenty minutes. Shall we sit?"},
                {"speaker": "Colleague", "words": "I keep seeing the monitor."},
            ],
        }


class ScenarioBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120)
    situation = blocks.RichTextBlock(features=SHORT)
    questions = blocks.ListBlock(blocks.CharBlock(max_length=300, label="Question"), min_num=1)
    discussion = blocks.RichTextBlock(
        features=SHORT, help_text="Shown when the reader asks for it, after having thought."
    )

    class Meta:
        icon = "group"
        label = "Scenario"
        description = "A situation, questions to think about, and a discussion on demand."
        template = "components/scenario.html"
        preview_value = {
            "title": "The fourth request",
            "situation": RichText("<p>Three colleagues called you this week. A fourth asks.</p>"),
            "questions": ["What do you say to the fourth?"],
            "discussion": RichText("<p>Hand over to somebody who is fresh.</p>"),
        }
