"""What to do, what to leave, and where to turn."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from content.blocks.formats import SHORT

CARE_LEVELS = [
    ("non-urgent", _("Not urgent: blue")),
    ("urgent", _("Urgent, the same day: yellow")),
    ("immediate", _("Immediate, now: red")),
]


class DoBlock(blocks.StructBlock):
    heading = blocks.CharBlock(default="Do", max_length=80)
    items = blocks.ListBlock(blocks.CharBlock(max_length=300, label=_("What to do")), min_num=1)

    class Meta:
        icon = "tick-inverse"
        label = _("Do list")
        description = _("What to do, each with a green tick.")
        template = "components/do_list.html"
        preview_value = {
            "heading": "Do",
            "items": ["say the limits of confidentiality first", "ask how they are sleeping"],
        }


class DontBlock(blocks.StructBlock):
    heading = blocks.CharBlock(default="Don’t", max_length=80)
    items = blocks.ListBlock(
        blocks.CharBlock(
            max_length=300,
            label=_("What to leave"),
            help_text=_("Without “don’t” at the beginning: the page adds the cross."),
        ),
        min_num=1,
    )

    class Meta:
        icon = "circle-xmark"
        label = _("Don’t list")
        description = _("What to leave, each with a red cross.")
        template = "components/dont_list.html"
        preview_value = {
            "heading": "Don’t",
            "items": ["ask for the details of the case", "promise complete confidentiality"],
        }


class CalloutBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=120)
    html = blocks.RichTextBlock(features=SHORT, label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Warning")
        description = _("A warning in a yellow box. At most one on a page.")
        template = "components/callout.html"
        preview_value = {
            "heading": "Not legal advice",
            "html": RichText("<p>Legal affairs confirms this before you rely on it.</p>"),
        }


class CardBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(choices=CARE_LEVELS, default="non-urgent")
    heading = blocks.CharBlock(max_length=160)
    html = blocks.RichTextBlock(features=SHORT, label=_("Text"))

    class Meta:
        icon = "help"
        label = _("Care card")
        description = _("Where to turn, in the colour of its urgency.")
        template = "components/care_card.html"
        preview_value = {
            "level": "immediate",
            "heading": "If someone may be in danger",
            "html": RichText("<p>Call or text 988. If the danger is now, call 911.</p>"),
        }
