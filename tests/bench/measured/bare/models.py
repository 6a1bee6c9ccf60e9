"""What "bare" means: Wagtail's own `Page.serve`, a stream of ten blocks of rich text of which six link to a page, as
texts do, and a template that prints them: no header, no navigation, nothing personal, no setting of a site; 18
statements. And a table into which one row at a time is inserted. Both are asked for by a signed-in person, through the
same middleware.
"""

from django.db import models
from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField

from content.models.base import PortalPage


class BarePage(PortalPage):
    access = "site.visit"

    body = StreamField([("text", RichTextBlock())])


class BareRow(models.Model):
    text = models.CharField(max_length=100)
    written_at = models.DateTimeField(auto_now_add=True)
