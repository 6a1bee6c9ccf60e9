"""The append-only record of every decision of the gate and every signature."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certification.enums import EntryKind, Standing
from portal.common.audit import Frozen


class LedgerEntry(Frozen):
    """One entry. `detail` holds what the entry rests on: for a standing the requirements met and unmet and the
    policy's number; for a signature its kind, record and the statement's hash, and so where it is withdrawn; for a certificate, issued or revoked, its
    code and hash.
    """

    supporter = models.ForeignKey(
        "certification.Supporter", on_delete=models.PROTECT, related_name="ledger"
    )
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    standing = models.CharField(max_length=30, choices=Standing.choices, blank=True)
    before = models.CharField(max_length=30, choices=Standing.choices, blank=True)
    policy = models.ForeignKey("certification.Policy", on_delete=models.PROTECT, related_name="+")
    detail = models.JSONField()
    # None: the portal itself, because a date passed.
    actor = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    effective_on = models.DateField()

    class Meta:
        verbose_name_plural = _("ledger entries")
        ordering = ["pk"]
        indexes = [models.Index(fields=["supporter", "kind", "-id"], name="ledger_of_supporter")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=EntryKind.values), name="ledger_kind_is_known"
            ),
            models.CheckConstraint(
                condition=(Q(kind="standing") & ~Q(standing="")) | ~Q(kind="standing"),
                name="ledger_standing_is_named",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=["", *Standing.values]), name="ledger_standing_is_known"
            ),
            models.CheckConstraint(
                condition=Q(before__in=["", *Standing.values]), name="ledger_before_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supporter}: {self.get_kind_display()} {self.get_standing_display()}".strip()
