"""What "bare" means: Wagtail's own `Page.serve`, a stream of ten blocks of rich text, and a template that
prints them: no header, no navigation, nothing personal, no link that costs a query, no setting of a site.
"""

from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page


class BarePage(Page):
    body = StreamField([("text", RichTextBlock())])
