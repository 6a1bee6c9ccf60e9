"""What every type of edition has."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from curriculum.enums import Change
from portal.common.audit import Frozen


class PublishedText(Frozen):
    """The fields of every edition: its title and number, what changed, when people must look again, and its hash.

    Each type of edition is a subclass. Code that emails people, counts the people an edition reaches or reruns the
    gate needs nothing beyond this interface.
    """

    # The name of the type's file.
    code: ClassVar[str]
    # The email that announces a new edition: its subject, and its template in `templates/emails/`.
    subject: ClassVar[object]
    notice: ClassVar[str] = "text_changed"

    title = models.CharField(max_length=200)
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

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"

    @property
    def is_first(self) -> bool:
        return self.number == 1

    def asks_again(self) -> bool:
        """Whether people must read it, again or for the first time."""
        return self.change == Change.MATERIAL and self.due_on is not None

    def changes_duties(self, on: dt.date) -> bool:
        """Whether this edition changes what people must have done by a date."""
        return self.due_on is not None and self.due_on <= on

    def readers_before(self) -> models.QuerySet:
        """Records of people (`person`) whom a material edition asks to look again."""
        raise NotImplementedError


def edition_rules(prefix: str) -> list[models.BaseConstraint]:
    """Constraints of every table of editions."""
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
