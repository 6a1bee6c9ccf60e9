"""Report or refer: when what was heard does not stay where it was heard."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from content.blocks import CriteriaBlock
from content.blocks.formats import SHORT
from content.models.base import PortalPage
from content.phrases.verification import flaw_in_words
from portal.common.time import today


class ReportOrReferPage(PortalPage):
    """The situations in which a supporter must act, the most urgent recognisable by its colour."""

    access = "site.visit"

    intro = RichTextField(features=SHORT, blank=True)
    criteria = StreamField(CriteriaBlock(), blank=True)

    parent_page_types = ["content.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    page_description = gettext_lazy(
        "The situations in which to report or refer: whom to tell, and by when."
    )
    content_panels = [*PortalPage.content_panels, FieldPanel("intro"), FieldPanel("criteria")]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("intro"),
        index.SearchField("criteria"),
    ]
    template = "content/report_or_refer.html"

    class Meta:
        verbose_name = gettext_lazy("report or refer")

    def why_not_publish(self) -> str:
        """What the entries' own form would refuse first, with the entry's title."""
        entries = [block.value for block in self.criteria]
        for entry in entries:
            for flaw in entry.verification.flaws(today()):
                return f"{entry['title']}: {flaw_in_words(flaw)}"
        slugs = [entry["slug"] for entry in entries]
        return "" if len({*slugs}) == len(slugs) else _("Two entries have the same address.")
