"""Campuses, sections, who belongs to them and who leads them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.common.audit import Kept, Trail


class Campus(Kept):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    full_name = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    history = Trail()

    class Meta:
        verbose_name_plural = _("campuses")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Section(Kept):
    """A clinical unit or department at a campus."""

    campus = models.ForeignKey(Campus, on_delete=models.PROTECT, related_name="sections")
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)

    history = Trail()

    class Meta:
        ordering = ["campus__position", "campus__name", "name"]
        constraints = [
            models.UniqueConstraint(fields=["campus", "name"], name="section_once_at_a_campus")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.campus.name}"

    def get_absolute_url(self) -> str:
        return reverse("sections:section", args=[self.slug])


class Tenure(Kept):
    """A dated relation of a person to a section; `until` is the first day after it."""

    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Membership(Tenure):
    """The section that a person works in; one at a time."""

    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="memberships"
    )
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="memberships")

    history = Trail()

    class Meta:
        indexes = [
            # Where people work on a date, without reading the rows.
            models.Index(
                fields=["person", "until", "since", "section"], name="membership_of_person"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until__isnull=True),
                name="one_section_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(person)s in %(section)s") % {
            "person": self.person,
            "section": self.section,
        }


class Leadership(Tenure):
    """A person leads a section: as its head or as another leader."""

    class Kind(models.TextChoices):
        HEAD = "head", _("Section head")
        LEADER = "leader", _("Section leader")

    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="leaderships"
    )
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="leaderships")
    kind = models.CharField(max_length=10, choices=Kind.choices)

    history = Trail()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["head", "leader"]), name="leadership_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="leadership_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["section"],
                condition=Q(until__isnull=True, kind="head"),
                name="one_head_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["person", "section"],
                condition=Q(until__isnull=True),
                name="leads_a_section_once",
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(person)s, %(kind)s of %(section)s") % {
            "person": self.person,
            "kind": self.get_kind_display(),
            "section": self.section,
        }
