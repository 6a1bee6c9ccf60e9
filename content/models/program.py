"""The home page and the pages about the program."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import StreamField
from wagtail.search import index

from certification.selectors.involvement import training_time_on
from content.blocks import BodyBlock
from content.models.base import PortalPage
from portal.common.time import today


class HomePage(PortalPage):
    """The front door: what peer support is, and the three ways from here."""

    access = "site.visit"

    lead = models.TextField(
        max_length=400, blank=True, help_text=_("One or two sentences under the title.")
    )
    body = StreamField(BodyBlock(), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    page_description = _("The front door of the site.")
    content_panels = [*PortalPage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    template = "content/home.html"

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "training_time": training_time_on(today())}


class ProgramIndexPage(PortalPage):
    """ "About the program": its pages in the order of the tree."""

    access = "site.visit"

    intro = models.TextField(max_length=400, blank=True, help_text=_("What these pages are about."))

    parent_page_types = ["content.HomePage"]
    max_count = 1
    page_description = _("The list of the pages about the program.")
    content_panels = [*PortalPage.content_panels, FieldPanel("intro")]
    search_fields = [*PortalPage.search_fields, index.SearchField("intro")]
    template = "content/program_index.html"
    admin_default_ordering = "ord"

    class Meta:
        verbose_name = _("about the program")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        return {
            **super().get_context(request, *args, **kwargs),
            "pages": program_pages(self),
        }


def program_pages(index_page: ProgramIndexPage) -> list:
    """The live pages about the program with their summaries, in the tree's order; one statement."""
    return list(
        index_page.get_children()
        .live()
        .annotate(
            summary=models.functions.Coalesce(
                "programpage__summary", models.Value(""), output_field=models.TextField()
            )
        )
        .order_by("path")
    )


class InProgram:
    """A page below "About the program": its template shows the others beside it."""

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        index_page = self.get_parent()  # type: ignore[attr-defined]
        return {
            **super().get_context(request, *args, **kwargs),  # type: ignore[misc]
            "index_page": index_page,
            "pages": index_page.get_children().live().order_by("path"),
        }


class ProgramPage(InProgram, PortalPage):
    """One page about the program."""

    access = "site.visit"

    summary = models.CharField(
        max_length=300, blank=True, help_text=_("Shown in the list of pages.")
    )
    body = StreamField(BodyBlock(), blank=True)

    parent_page_types = ["content.ProgramIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A page about the program: its purpose, structure, criteria, measures.")
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("summary", widget=AdminAutoHeightTextInput()),
        FieldPanel("body"),
    ]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    template = "content/program_page.html"

    class Meta:
        verbose_name = _("program page")
