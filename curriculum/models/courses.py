"""The course, its modules, and the immutable editions of what was published."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from curriculum.enums import Change
from curriculum.models.fields import FrozenJSON
from portal.common.audit import Frozen, Kept, Trail


class Course(Kept):
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)

    history = Trail()

    def __str__(self) -> str:
        return self.title


class Module(Kept):
    """A part of the course, whatever its text says today: editions come and go under it."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="modules")
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    prerequisite = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="unlocks"
    )
    history = Trail()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("curriculum:module", args=[self.slug])


class Retirement(Kept):
    """The course does without a module from a date up to, not including, another (none: until it comes back).

    A row each time: whether somebody needed the module on a past date stays answerable when it comes back.
    """

    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="retirements")
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text="The first day it is asked again.")

    history = Trail()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="retirement_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["module"],
                condition=Q(until__isnull=True),
                name="module_retired_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.module} retired from {self.since}"


class PublishedText(Frozen):
    """What every edition has: its number, what changed, by when people look again, and its hash."""

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
    """A module as it was published: text, questions, pass mark. Rendered once, never changed.

    `sections`: list of {"slug", "title", "minutes", "html"} in reading order.
    `questions`: list of {"id", "kind", "text", "hint", "feedback", "options": [{"id", "text",
    "right", "feedback"}]}; the options of an ordering question stand in the right order.
    """

    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="editions")
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=400)
    outcomes = FrozenJSON(default=list)
    sources = FrozenJSON(default=list)
    competences = FrozenJSON(default=list)
    minutes = models.PositiveSmallIntegerField()
    pass_mark = models.PositiveSmallIntegerField(help_text="Percent of the questions.")
    sections = FrozenJSON()
    questions = FrozenJSON()

    # Who published it and why: the text itself is in the row, which never changes.
    history = Trail(excluded_fields=["sections", "questions", "outcomes", "sources", "competences"])

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


class ExpectationsEdition(PublishedText):
    """The expectations as published: what a supporter undertakes."""

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
