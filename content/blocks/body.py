"""What an editor can put into the body of a page or of a module's section.

The names of blocks and of their fields are those of the starter texts and of templates/components.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.conversation import DialogueBlock, SayBlock, ScenarioBlock
from content.blocks.formats import PROSE
from content.blocks.guidance import CalloutBlock, CardBlock, DoBlock, DontBlock
from content.blocks.text import DetailsBlock, InsetBlock, StepsBlock, TableBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    """The body of a page or section."""

    text = TextBlock(features=PROSE, group=_("Text"))
    inset = InsetBlock(group=_("Text"))
    details = DetailsBlock(group=_("Text"))
    steps = StepsBlock(group=_("Text"))
    table = TableBlock(group=_("Text"))
    do = DoBlock(group=_("Guidance"))
    dont = DontBlock(group=_("Guidance"))
    callout = CalloutBlock(group=_("Guidance"))
    card = CardBlock(group=_("Guidance"))
    say = SayBlock(group=_("Conversation"))
    dialogue = DialogueBlock(group=_("Conversation"))
    scenario = ScenarioBlock(group=_("Conversation"))

    class Meta:
        template = "content/blocks/body.html"
