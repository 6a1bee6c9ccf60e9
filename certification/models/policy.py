"""The requirements for activation in force from a date."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.common.audit import Frozen, Trail


class Policy(Frozen):
    """A version of the policy; `asked` are the requirements that it asks for."""

    number = models.PositiveIntegerField(unique=True)
    in_force_from = models.DateField(unique=True)

    history = Trail()

    class Meta:
        verbose_name_plural = _("policies")
        ordering = ["in_force_from"]

    def __str__(self) -> str:
        return f"Policy version {self.number}"


class PolicyRequirement(Frozen):
    """A requirement that a policy asks for, with what the policy decides about it.

    `kind` is the code of a module of `certification.rules.requirements`, which says what `course`, `session_kind`,
    `count` and `months` mean to it.
    """

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="asked")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)
    course = models.ForeignKey(
        "curriculum.Course", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    session_kind = models.CharField(max_length=20, blank=True)
    count = models.PositiveSmallIntegerField(default=1)
    months = models.PositiveSmallIntegerField(null=True, blank=True)

    history = Trail()

    class Meta:
        ordering = ["policy", "position"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "kind"], name="policy_asks_once"),
            models.UniqueConstraint(fields=["policy", "position"], name="policy_asks_in_order"),
            models.CheckConstraint(condition=Q(count__gte=1), name="policy_asks_for_one_at_least"),
            models.CheckConstraint(
                condition=Q(months__isnull=True) | Q(months__gte=1),
                name="policy_asks_for_a_month_at_least",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} under {self.policy}"
