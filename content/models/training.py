"""A module as an editor writes it; learners see editions (room curriculum)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from certification.selectors.reach import supporters_to_look_again
from content.blocks import PartsBlock
from content.blocks.rendering import edition_content
from content.competences import COMPETENCES
from content.drafts import ModuleDraft
from content.models.base import PortalPage
from content.models.editions import EditionedPage, change_is_known
from content.phrases.reach import material, supporters
from content.signals import module_withdrawn
from curriculum.models import Completion, Course, Edition, Module
from curriculum.selectors.courses import has_begun, in_the_course, waiting_for
from portal.common.words import listed

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


class ModulePage(EditionedPage):
    """A module and its parts. Publishing makes an edition."""

    access = "training.learn"
    edition_type = Edition

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

    def what_publishing_asks(self, parent: Page) -> str:
        module = Module.objects.filter(slug=self.slug).select_related("course").first()
        newest = module.editions.order_by("number").last() if module else None
        if module is None or newest is None:
            return _new_module(parent.specific.course())
        said = material(
            supporters_to_look_again(Edition(module=module, number=newest.number + 1)).count()
        )
        if not in_the_course(module.course).filter(pk=module.pk).exists():
            now = _(
                "The course does without this module now. Publishing brings it back, and the course asks for it from the "
                "day below, or at once if there is none."
            )
            return f"{said} {now}"
        return said

    def what_unpublishing_means(self) -> str:
        said = _(
            "The course then does without this module: nobody is asked to do it any more, and who is in "
            "the middle of it cannot finish it. What people completed stays on record. Publishing the "
            "page again brings the module back."
        )
        waiting = [f"“{module.title}”" for module in waiting_for(self.slug)]
        if not waiting:
            return said
        opening = ngettext(
            "%(modules)s opens only after this module, and will be open to everybody. "
            "Choose another prerequisite there, or none, before you publish again.",
            "%(modules)s open only after this module, and will be open to everybody. "
            "Choose another prerequisite there, or none, before you publish again.",
            len(waiting),
        )
        return f"{said} {opening % {'modules': listed(waiting)}}"

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


def _new_module(course: Course | None) -> str:
    if course is None or not has_begun(course):
        return _(
            "Nobody has finished a module of this course yet, so it asks for a new module at once."
        )
    reached = supporters_to_look_again(Edition(module=Module(course=course), number=1)).count()
    return _(
        "People have begun this course. Choose the day from which it asks for this new module, whatever this change "
        "is. %(supporters)s would have to do it. We’ll email them."
    ) % {"supporters": supporters(reached)}
