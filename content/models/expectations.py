"""The expectations that supporters sign, as an editor writes them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from content.drafts import ExpectationsDraft
from content.models.base import PortalPage
from content.models.editions import EditionedPage, change_is_known
from content.models.program import InProgram
from curriculum.models import ExpectationsEdition
from portal.common.errors import Refusal


class ExpectationsPage(InProgram, EditionedPage):
    """What a supporter undertakes. Publishing makes an edition, and supporters sign editions."""

    access = "site.visit"
    edition_type = ExpectationsEdition
    first_means = gettext_lazy(
        "This is the first edition: supporters sign it before they are certified."
    )

    intro = models.TextField(max_length=600, blank=True)
    items = StreamField(
        [("item", blocks.TextBlock(rows=2, icon="tick", label=gettext_lazy("Expectation")))],
        blank=True,
        help_text=gettext_lazy("Each a sentence that a supporter can say of themselves."),
    )
    meaning = models.CharField(
        max_length=200, blank=True, help_text=gettext_lazy("What signing means, in one sentence.")
    )

    parent_page_types = ["content.ProgramIndexPage"]
    subpage_types: list[str] = []
    max_count = 1
    page_description = gettext_lazy("The expectations that supporters sign, edition by edition.")
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("intro"),
        FieldPanel("items"),
        FieldPanel("meaning"),
    ]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("intro"),
        index.SearchField("items"),
    ]
    template = "content/expectations.html"

    class Meta:
        verbose_name = gettext_lazy("expectations")
        constraints = [change_is_known("expectations_page")]

    @property
    def summary(self) -> str:
        return self.intro

    def draft(self) -> ExpectationsDraft:
        """What publishing the page would publish."""
        return ExpectationsDraft(
            title=self.title,
            intro=self.intro,
            items=[block.value for block in self.items],
            meaning=self.meaning,
            said=self.said(),
        )

    @classmethod
    def why_not_delete(cls, pages: models.QuerySet, *, inside: str) -> str:
        """Signatures point at the editions."""
        if pages.exists() and ExpectationsEdition.objects.exists():
            return _("“%(inside)s” holds the expectations that supporters signed, so it stays.") % {
                "inside": inside
            }
        return ""

    def withdraw_edition(self, by: Any) -> None:
        raise Refusal(self.why_not_unpublish(), code="signed")

    def why_not_unpublish(self) -> str:
        return _(
            "Supporters sign these expectations, so they stay published. "
            "Change the text and publish it again."
        )
