"""What lists of people read: facts, standings and movements, projected from the records that they come from.

Nothing here is a record. Each row can be worked out again from records that keep their history, so these tables keep
none. They are written by `certification.services.projecting` alone, in the transaction of the record, and compared
every night. docs/decisions/0014-facts.md says why they exist.
"""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from certification.enums import Standing

# A period without an end: NOT NULL keeps the condition of every list to two comparisons.
NO_END = dt.date.max
ALWAYS = dt.date.min


class Fact(models.Model):
    """A fact that the gate reads: it holds of a supporter from `since` up to, not including, `until` (none: no end).

    `subject` is what it is about: a module's id, a kind of session. `source` is the key of the record it comes from.
    """

    supporter = models.ForeignKey(
        "certification.Supporter", on_delete=models.CASCADE, related_name="facts", db_index=False
    )
    # Of `certification.rules.requirements`, or "left".
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    source = models.BigIntegerField()

    class Meta:
        ordering = ["supporter", "kind", "since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["supporter", "kind", "source"], name="fact_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.supporter} from {self.since}"


class StandingPeriod(models.Model):
    """What the gate says of a supporter from `since` up to, not including, `until`.

    The periods of a supporter cover every date once, from `ALWAYS` to `NO_END`. `unmet` holds the codes of the
    requirements that are not met, each between commas, in the policy's order: ",training,live_session,".
    """

    supporter = models.ForeignKey(
        "certification.Supporter", on_delete=models.CASCADE, related_name="periods", db_index=False
    )
    since = models.DateField()
    until = models.DateField()
    standing = models.CharField(max_length=30, choices=Standing.choices)
    unmet = models.CharField(max_length=300, blank=True)
    # A certificate is earned.
    training_is_met = models.BooleanField()
    # Who must act next, as `certification.rules.waiting.turns_code` writes it.
    turns = models.CharField(max_length=300, blank=True, default="")
    # It covered the day on which it was last looked at: lists of today read these alone (selectors/standing.py).
    is_current = models.BooleanField(default=False)

    class Meta:
        ordering = ["supporter", "since"]
        indexes = [
            models.Index(
                fields=["until", "standing", "supporter"],
                condition=Q(is_current=True),
                name="period_current_until",
            ),
            models.Index(
                fields=["turns", "until", "supporter"],
                condition=Q(is_current=True),
                name="period_current_turns",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values), name="period_standing_is_known"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="period_has_days"),
            models.UniqueConstraint(fields=["supporter", "since"], name="period_begins_once"),
            models.UniqueConstraint(
                fields=["supporter"],
                condition=Q(is_current=True),
                name="one_current_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supporter}: {self.get_standing_display()} from {self.since}"


class Movement(models.Model):
    """The last date on which something happened on a supporter's path."""

    supporter = models.OneToOneField(
        "certification.Supporter",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="movement",
    )
    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["on"], name="movement_on")]

    def __str__(self) -> str:
        return f"{self.supporter}: {self.on}"
