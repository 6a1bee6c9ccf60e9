"""The requirements for activation in force from a date."""

from django.db import models

from portal.common.audit import Frozen, Trail


class Policy(Frozen):
    """A version of the policy. `requirements`: the values of `Requirement` that it asks for, in order."""

    number = models.PositiveIntegerField(unique=True)
    in_force_from = models.DateField(unique=True)
    course = models.ForeignKey("curriculum.Course", on_delete=models.PROTECT, related_name="+")
    requirements = models.JSONField()
    good_standing_months = models.PositiveSmallIntegerField(default=24)
    certificate_months = models.PositiveSmallIntegerField(default=24)
    endorsement_months = models.PositiveSmallIntegerField(default=24)

    history = Trail()

    class Meta:
        verbose_name_plural = "policies"
        ordering = ["in_force_from"]

    def __str__(self) -> str:
        return f"Policy version {self.number}"
