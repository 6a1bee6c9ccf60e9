"""Modules as editions."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as marked

from curriculum.content import ModuleContent, Part
from curriculum.models.fields import FrozenJSON, PartsField
from curriculum.models.learning import Completion
from curriculum.models.published import PublishedText, edition_rules
from portal.common.audit import Trail


class Edition(PublishedText):
    """A module as published: its parts in order, and its pass mark. Rendered once, never changed."""

    code = "module"
    subject = marked("Something in the training changed")
    notice = "module_changed"

    module = models.ForeignKey(
        "curriculum.Module", on_delete=models.PROTECT, related_name="editions"
    )
    summary = models.CharField(max_length=400)
    outcomes = FrozenJSON(default=list)
    sources = FrozenJSON(default=list)
    competences = FrozenJSON(default=list)
    minutes = models.PositiveSmallIntegerField()
    pass_mark = models.PositiveSmallIntegerField(help_text=marked("Percent of the questions."))
    parts = PartsField()

    # The history says who published it and why. The text is in the row, which never changes.
    history = Trail(excluded_fields=["parts", "outcomes", "sources", "competences"])

    class Meta:
        ordering = ["module", "number"]
        constraints = [
            *edition_rules("edition"),
            models.UniqueConstraint(fields=["module", "number"], name="edition_number_once"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="edition_takes_time"),
            models.CheckConstraint(
                condition=Q(pass_mark__gte=1, pass_mark__lte=100), name="edition_pass_mark_percent"
            ),
        ]

    def changes_duties(self, on: dt.date) -> bool:
        """A new module joins the course at once, even if it is required only later."""
        return self.is_first or super().changes_duties(on)

    def readers_before(self) -> models.QuerySet:
        """Completions of earlier editions; for a first edition, completions of the course's other modules."""
        if self.is_first:
            return Completion.objects.filter(edition__module__course=self.module.course_id)
        return Completion.objects.filter(
            edition__module=self.module_id, edition__number__lt=self.number
        )

    def part(self, slug: str) -> Part | None:
        """The part at this address; None where there is none."""
        return next((part for part in self.parts if part.slug == slug), None)

    @property
    def content(self) -> ModuleContent:
        """The edition's content, as one value."""
        return ModuleContent(
            title=self.title,
            summary=self.summary,
            outcomes=tuple(self.outcomes),
            sources=tuple(self.sources),
            competences=tuple(self.competences),
            minutes=self.minutes,
            pass_mark=self.pass_mark,
            parts=self.parts,
        )
