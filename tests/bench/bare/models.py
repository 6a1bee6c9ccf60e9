"""What "bare" means: Wagtail's own `Page.serve`, a stream of ten blocks of rich text, and a template that
prints them: no header, no navigation, nothing personal, no link that costs a query, no setting of a site.
It is asked for by the same signed-in person as our pages, through the same middleware.
"""

from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField

from content.models.base import PortalPage


class BarePage(PortalPage):
    access = "site.visit"

    body = StreamField([("text", RichTextBlock())])
