"""The immutable editions of what was published."""

import datetime as dt
from typing import ClassVar, NamedTuple

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as marked

from curriculum.content import ModuleContent, Part
from curriculum.enums import Change
from curriculum.models.fields import FrozenJSON, PartsField
from curriculum.models.learning import Acceptance, Completion
from portal.common.audit import Frozen, Trail


class EditionWords(NamedTuple):
    """What people are told of a new edition of some type: the subject and the template of an email."""

    subject: object
    email: str


class PublishedText(Frozen):
    """What every edition has: its number, what changed, by when people look again, and its hash.

    A type of edition is a subclass: whoever tells people, counts whom an edition reaches or asks the gate again needs
    to know no more than this one says.
    """

    words: ClassVar[EditionWords]

    number = models.PositiveIntegerField()
    change = models.CharField(max_length=10, choices=Change.choices)
    change_note = models.CharField(max_length=300, blank=True)
    # A material edition replaces the ones before it on this date; until then they still count.
    due_on = models.DateField(null=True, blank=True)
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_on = models.DateField()
    published_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def is_first(self) -> bool:
        return self.number == 1

    def asks_again(self) -> bool:
        """Whether people must look again, or for the first time."""
        return self.change == Change.MATERIAL and self.due_on is not None

    def changes_duties(self, on: dt.date) -> bool:
        """Whether what people must have done is another on a date because of this edition."""
        return self.due_on is not None and self.due_on <= on

    def readers_before(self) -> models.QuerySet:
        """Records of people (`person`) whom a material edition asks to look again."""
        raise NotImplementedError


def _edition_rules(prefix: str) -> list[models.BaseConstraint]:
    """Constraints that every table of editions carries."""
    return [
        models.CheckConstraint(
            condition=Q(change__in=Change.values), name=f"{prefix}_change_is_known"
        ),
        models.CheckConstraint(
            condition=Q(change=Change.MINOR, due_on__isnull=True)
            | Q(change=Change.MATERIAL, due_on__gte=F("published_on")),
            name=f"{prefix}_material_has_due_date",
        ),
    ]


class Edition(PublishedText):
    """A module as it was published: its parts in their order, and its pass mark. Rendered once, never changed."""

    words = EditionWords(marked("Something in the training changed"), "module_changed")

    module = models.ForeignKey(
        "curriculum.Module", on_delete=models.PROTECT, related_name="editions"
    )
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=400)
    outcomes = FrozenJSON(default=list)
    sources = FrozenJSON(default=list)
    competences = FrozenJSON(default=list)
    minutes = models.PositiveSmallIntegerField()
    pass_mark = models.PositiveSmallIntegerField(help_text="Percent of the questions.")
    parts = PartsField()

    # Who published it and why: the text itself is in the row, which never changes.
    history = Trail(excluded_fields=["parts", "outcomes", "sources", "competences"])

    class Meta:
        ordering = ["module", "number"]
        constraints = [
            *_edition_rules("edition"),
            models.UniqueConstraint(fields=["module", "number"], name="edition_number_once"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="edition_takes_time"),
            models.CheckConstraint(
                condition=Q(pass_mark__gte=1, pass_mark__lte=100), name="edition_pass_mark_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    def changes_duties(self, on: dt.date) -> bool:
        """A new module is part of the course from the first moment, whenever it is asked for."""
        return self.is_first or super().changes_duties(on)

    def readers_before(self) -> models.QuerySet:
        """Who finished an edition before; of the first, who began the course without it: finished another module."""
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
        """What it holds, as one value."""
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


class ExpectationsEdition(PublishedText):
    """The expectations as published: what a supporter undertakes."""

    words = EditionWords(marked("The expectations changed"), "expectations_changed")

    title = models.CharField(max_length=200)
    intro = models.TextField()
    items = models.JSONField()
    meaning = models.CharField(max_length=200)

    history = Trail(excluded_fields=["intro", "items"])

    class Meta:
        ordering = ["number"]
        constraints = [
            *_edition_rules("expectations"),
            models.UniqueConstraint(fields=["number"], name="expectations_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    def readers_before(self) -> models.QuerySet:
        """Who signed an edition before."""
        return Acceptance.objects.filter(edition__number__lt=self.number)
