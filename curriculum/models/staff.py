"""The people who keep a session, each with a part in it."""

import datetime as dt

from django.db import models
from django.db.models import Q

from curriculum.enums import StaffPart
from curriculum.models.sessions import Session
from portal.common.audit import Kept, Trail


class SessionStaff(Kept):
    """A person's part in keeping a session, from `since` (None: ever) until `until`, the first day without it."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="staff")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=StaffPart.choices)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    history = Trail()

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=StaffPart.values), name="staff_part_is_known"
            ),
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(part=StaffPart.FACILITATOR, until__isnull=True),
                name="one_facilitator_a_session",
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(until__isnull=True),
                name="one_part_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_part_display()}: {self.session}"

    def holds_on(self, on: dt.date) -> bool:
        """Whether the person has this part on a date."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)
