"""How a conversation sounds, and practice for it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from content.blocks.formats import SHORT


class SayBlock(blocks.StructBlock):
    heading = blocks.CharBlock(default="Words that help", max_length=80)
    phrases = blocks.ListBlock(
        blocks.CharBlock(
            max_length=400, label=_("Phrase"), help_text=_("Without quotation marks.")
        ),
        min_num=1,
    )

    class Meta:
        icon = "openquote"
        label = _("Words that help")
        description = _("Sentences that one can say out loud.")
        template = "components/say.html"
        preview_value = {
            "heading": "Words that help",
            "phrases": ["I heard that last night was hard. How are you?"],
        }


class DialogueBlock(blocks.StructBlock):
    setting = blocks.CharBlock(max_length=300, help_text=_("Where and when, in one sentence."))
    turns = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("speaker", blocks.CharBlock(max_length=60)),
                ("words", blocks.TextBlock(rows=2)),
            ],
            label=_("Turn"),
            icon="comment",
        ),
        min_num=1,
    )

    class Meta:
        icon = "comment"
        label = _("Dialogue")
        description = _("A short conversation, turn by turn.")
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
    questions = blocks.ListBlock(blocks.CharBlock(max_length=300, label=_("Question")), min_num=1)
    discussion = blocks.RichTextBlock(
        features=SHORT, help_text=_("Shown when the reader asks for it, after having thought.")
    )

    class Meta:
        icon = "group"
        label = _("Scenario")
        description = _("A situation, questions to think about, and a discussion on demand.")
        template = "components/scenario.html"
        preview_value = {
            "title": "The fourth request",
            "situation": RichText("<p>Three colleagues called you this week. A fourth asks.</p>"),
            "questions": ["What do you say to the fourth?"],
            "discussion": RichText("<p>Hand over to somebody who is fresh.</p>"),
        }
