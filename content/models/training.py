"""The course and its modules as an editor writes them; learners see editions (room curriculum)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import StreamField
from wagtail.search import index

from content.blocks import QuestionsBlock, SectionBlock
from content.competences import COMPETENCES
from content.models.base import PortalPage
from content.models.editions import EditionedPage, change_is_known
from content.services import publishing
from content.services.rendering import rendered_sections
from curriculum.models import Edition


class CoursePage(PortalPage):
    """The course. The order of its pages in the tree is the order of the modules."""

    access = "training.learn"

    intro = models.TextField(max_length=600, blank=True, help_text="Shown to editors only.")

    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.ModulePage"]
    max_count = 1
    page_description = "The course: its pages are its modules, in their order."
    content_panels = [*PortalPage.content_panels, FieldPanel("intro")]
    admin_default_ordering = "ord"
    template = "content/course_preview.html"

    class Meta:
        verbose_name = "course"


class ModulePage(EditionedPage):
    """A module: its sections and its knowledge check. Publishing makes an edition."""

    access = "training.learn"

    summary = models.CharField(
        max_length=400, blank=True, help_text="One or two sentences for the list of modules."
    )
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of the whole module: its sections and its check together."
    )
    check_minutes = models.PositiveSmallIntegerField(
        "minutes of the check", null=True, blank=True, help_text="About half a minute a question."
    )
    pass_mark = models.PositiveSmallIntegerField(
        default=80, help_text="Percent of the questions that must be right to finish the module."
    )
    outcomes = StreamField(
        [("outcome", blocks.CharBlock(max_length=300, icon="tick", label="Outcome"))],
        blank=True,
        help_text="Each begins with “After this module you can”.",
    )
    sections = StreamField([("section", SectionBlock())], blank=True)
    questions = StreamField(QuestionsBlock(), blank=True)
    competences = StreamField(
        [
            (
                "competence",
                blocks.ChoiceBlock(choices=COMPETENCES, icon="tag", label="Competence"),
            )
        ],
        blank=True,
    )
    sources = StreamField(
        [("source", blocks.TextBlock(rows=2, icon="openquote", label="Source"))],
        blank=True,
        help_text="Full citations.",
    )
    prerequisite = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="A module that must be finished first. Empty: the order is advice.",
    )

    parent_page_types = ["content.CoursePage"]
    subpage_types: list[str] = []
    page_description = "A module of the course, with its sections and its knowledge check."
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("summary", widget=AdminAutoHeightTextInput()),
        MultiFieldPanel(
            [FieldPanel("minutes"), FieldPanel("check_minutes"), FieldPanel("pass_mark")],
            heading="Time and pass mark",
        ),
        FieldPanel("outcomes"),
        FieldPanel("sections"),
        FieldPanel("questions", heading="Knowledge check"),
        FieldPanel("competences"),
        FieldPanel("sources"),
        PageChooserPanel("prerequisite", "content.ModulePage"),
    ]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("summary"),
        index.SearchField("sections"),
        index.SearchField("questions"),
    ]
    exclude_fields_in_copy = [*EditionedPage.exclude_fields_in_copy, "prerequisite"]
    template = "content/module_preview.html"

    class Meta:
        verbose_name = "module"
        constraints = [change_is_known("module_page")]

    def make_edition(self, by: Any) -> Any:
        return publishing.publish_module(self, by=by)

    def withdraw_edition(self, by: Any) -> None:
        publishing.retire_module(self, by=by)

    def newest_edition(self) -> Edition | None:
        return Edition.objects.filter(module__slug=self.slug).order_by("number").last()

    def clean(self) -> None:
        """Refuse another address once there are editions: completions and bookmarks are found by it."""
        super().clean()
        stored = ModulePage.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if stored and stored != self.slug and Edition.objects.filter(module__slug=stored).exists():
            raise ValidationError(
                {"slug": f"This module was published as “{stored}”; its address stays."}
            )

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Never from the page, which has the right answers: learners see editions."""
        raise Http404

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The draft as learners would see it: its sections in a row, then its questions."""
        context = {**self.get_context(request), "sections": rendered_sections(self.sections)}
        return TemplateResponse(request, "content/module_preview.html", context)
