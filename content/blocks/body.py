"""What an editor can put into the body of a page or of a module's section.

The names of blocks and of their fields are those of the starter texts and of templates/components.
"""

from wagtail import blocks

from content.blocks.conversation import DialogueBlock, SayBlock, ScenarioBlock
from content.blocks.formats import PROSE
from content.blocks.guidance import CalloutBlock, CardBlock, DoBlock, DontBlock
from content.blocks.text import DetailsBlock, InsetBlock, StepsBlock, TableBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    """The body of a page or section."""

    text = TextBlock(features=PROSE, group="Text")
    inset = InsetBlock(group="Text")
    details = DetailsBlock(group="Text")
    steps = StepsBlock(group="Text")
    table = TableBlock(group="Text")
    do = DoBlock(group="Guidance")
    dont = DontBlock(group="Guidance")
    callout = CalloutBlock(group="Guidance")
    card = CardBlock(group="Guidance")
    say = SayBlock(group="Conversation")
    dialogue = DialogueBlock(group="Conversation")
    scenario = ScenarioBlock(group="Conversation")

    class Meta:
        template = "content/blocks/body.html"
