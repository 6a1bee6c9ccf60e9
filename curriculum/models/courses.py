"""Courses and their modules."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.common.audit import Kept, Trail


class Course(Kept):
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)

    history = Trail()

    def __str__(self) -> str:
        return self.title


class Module(Kept):
    """A part of the course. Its text lives in its editions, which come and go."""

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
    """The course omits a module from `since` until `until`, the first day with it again (None: no date is set).

    Each retirement has its own row, so we can always tell whether the module was required on a past date.
    """

    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="retirements")
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text=_("The first day it is asked again."))

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
