"""Guidance for supporters: law, risk, what to do and what to leave."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import StreamField
from wagtail.search import index

from content.blocks import BodyBlock
from content.enums import Confirmation
from content.models.base import VERIFIED_PANEL, PortalPage, Verified
from content.phrases.verification import flaw_in_words
from portal.common.time import today


class GuidanceIndexPage(PortalPage):
    """The list of guidance pages, in the order of the tree."""

    access = "guidance.read"

    intro = models.TextField(max_length=400, blank=True, help_text=_("What these pages are about."))

    parent_page_types = ["content.HomePage"]
    max_count = 1
    page_description = _("The list of guidance pages.")
    content_panels = [*PortalPage.content_panels, FieldPanel("intro")]
    search_fields = [*PortalPage.search_fields, index.SearchField("intro")]
    template = "content/guidance_index.html"
    admin_default_ordering = "ord"

    class Meta:
        verbose_name = _("guidance")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        pages = GuidancePage.objects.child_of(self).live().defer("body").order_by("path")
        return {**super().get_context(request, *args, **kwargs), "pages": pages}


class GuidancePage(Verified, PortalPage):
    """One page of guidance, with its owner and the date until which it holds."""

    access = "guidance.read"

    summary = models.CharField(
        max_length=300, blank=True, help_text=_("Shown in the list of pages.")
    )
    body = StreamField(BodyBlock(), blank=True)

    parent_page_types = ["content.GuidanceIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Guidance with its owner, its source, and the date until which it holds.")
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("summary", widget=AdminAutoHeightTextInput()),
        FieldPanel("body"),
        VERIFIED_PANEL,
    ]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("citation"),
        index.FilterField("verify_by"),
    ]
    template = "content/guidance_page.html"

    class Meta:
        verbose_name = _("guidance page")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=Confirmation.values), name="guidance_status_is_known"
            )
        ]

    def why_not_publish(self) -> str:
        """The first of what `Verification.flaws` names."""
        return next((flaw_in_words(flaw) for flaw in self.verification.flaws(today())), "")
