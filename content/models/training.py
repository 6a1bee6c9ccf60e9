"""The course and its modules as an editor writes them; learners see editions (room curriculum)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import StreamField
from wagtail.search import index

from content.blocks import PartsBlock
from content.blocks.rendering import edition_content
from content.competences import COMPETENCES
from content.drafts import CourseDraft, ModuleDraft
from content.models.base import PortalPage
from content.models.editions import EditionedPage, change_is_known
from content.signals import module_withdrawn
from curriculum.models import Completion, Edition

# The fields of a module page that an edition holds.
SAID = (
    "title",
    "summary",
    "outcomes",
    "sources",
    "competences",
    "minutes",
    "pass_mark",
    "parts",
)


class CoursePage(PortalPage):
    """The course. The order of its pages in the tree is the order of the modules."""

    access = "training.learn"

    intro = models.TextField(
        max_length=600, blank=True, help_text=gettext_lazy("Shown to editors only.")
    )
    # What the course is called in the records; it stays when the page gets another address.
    course_slug = models.SlugField(unique=True, blank=True, editable=False)

    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.ModulePage"]
    exclude_fields_in_copy = ["course_slug"]
    page_description = gettext_lazy("The course: its pages are its modules, in their order.")
    content_panels = [*PortalPage.content_panels, FieldPanel("intro")]
    admin_default_ordering = "ord"
    template = "content/course_preview.html"

    class Meta:
        verbose_name = gettext_lazy("course")

    def clean(self) -> None:
        """A new course is called in the records by the address that its page has first."""
        super().clean()
        self.course_slug = self.course_slug or self.slug

    def draft(self) -> CourseDraft:
        """The course and the order of its modules, as the tree has them."""
        order = self.get_children().order_by("path").values_list("slug", flat=True)
        return CourseDraft(self.course_slug, self.title, list(order))


class ModulePage(EditionedPage):
    """A module and its parts. Publishing makes an edition."""

    access = "training.learn"

    summary = models.CharField(
        max_length=400,
        blank=True,
        help_text=gettext_lazy("One or two sentences for the list of modules."),
    )
    minutes = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text=gettext_lazy("Of the whole module: all its parts together."),
    )
    pass_mark = models.PositiveSmallIntegerField(
        default=80,
        help_text=gettext_lazy("Percent of the questions that must be right to finish the module."),
    )
    outcomes = StreamField(
        [("outcome", blocks.CharBlock(max_length=300, icon="tick", label=gettext_lazy("Outcome")))],
        blank=True,
        help_text=gettext_lazy("Each begins with “After this module you can”."),
    )
    parts = StreamField(PartsBlock(), blank=True)
    competences = StreamField(
        [
            (
                "competence",
                blocks.ChoiceBlock(
                    choices=COMPETENCES, icon="tag", label=gettext_lazy("Competence")
                ),
            )
        ],
        blank=True,
    )
    sources = StreamField(
        [("source", blocks.TextBlock(rows=2, icon="openquote", label=gettext_lazy("Source")))],
        blank=True,
        help_text=gettext_lazy("Full citations."),
    )
    prerequisite = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=gettext_lazy("A module that must be finished first. Empty: the order is advice."),
    )

    parent_page_types = ["content.CoursePage"]
    subpage_types: list[str] = []
    page_description = gettext_lazy("A module of the course, with its parts in their order.")
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("summary", widget=AdminAutoHeightTextInput()),
        MultiFieldPanel(
            [FieldPanel("minutes"), FieldPanel("pass_mark")],
            heading=gettext_lazy("Time and pass mark"),
        ),
        FieldPanel("outcomes"),
        FieldPanel("parts"),
        FieldPanel("competences"),
        FieldPanel("sources"),
        PageChooserPanel("prerequisite", "content.ModulePage"),
    ]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("summary"),
        index.SearchField("parts"),
    ]
    exclude_fields_in_copy = [*EditionedPage.exclude_fields_in_copy, "prerequisite"]
    template = "content/module_preview.html"

    class Meta:
        verbose_name = gettext_lazy("module")
        constraints = [change_is_known("module_page")]

    def draft(self) -> ModuleDraft:
        """What publishing the page would publish; its parts are rendered for it."""
        return ModuleDraft(
            slug=self.slug,
            course=self.get_parent().specific.draft(),
            prerequisite=self.prerequisite.slug if self.prerequisite else None,
            content=edition_content(self.slug, {name: getattr(self, name) for name in SAID}),
            said=self.said(),
        )

    @classmethod
    def why_not_delete(cls, pages: models.QuerySet, *, inside: str) -> str:
        """A module with editions stays: people's completions point at them."""
        editions = Edition.objects.filter(module__slug__in=pages.values("slug"))
        if not editions.exists():
            return ""
        done = Completion.objects.filter(edition__in=editions).exists()
        if done:
            sentence = _(
                "“%(page)s” holds a module with editions, and people’s completions rest on them. "
                "Unpublish the module instead: the course then does without it."
            )
        else:
            sentence = _(
                "“%(page)s” holds a module with editions, which stay on record. "
                "Unpublish the module instead: the course then does without it."
            )
        return sentence % {"page": inside}

    def withdraw_edition(self, by: Any) -> None:
        module_withdrawn.hand_over(type(self), slug=self.slug, by=by)

    def newest_edition(self) -> Edition | None:
        return Edition.objects.filter(module__slug=self.slug).order_by("number").last()

    def clean(self) -> None:
        """Refuse the address of another module, and another one once there are editions: records are found by it."""
        super().clean()
        if ModulePage.objects.filter(slug=self.slug).exclude(pk=self.pk).exists():
            raise ValidationError({"slug": _("Another module has this address. Choose another.")})
        stored = ModulePage.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if stored and stored != self.slug and Edition.objects.filter(module__slug=stored).exists():
            raise ValidationError(
                {
                    "slug": _("This module was published as “%(stored)s”; its address stays.")
                    % {"stored": stored}
                }
            )

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Never from the page, which has the right answers: learners see editions."""
        raise Http404

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The draft's parts in a row, with what only editors see."""
        return TemplateResponse(request, "content/module_preview.html", self.get_context(request))
