"""What section leaders sign: that a person is in good standing, and that they endorse a certified supporter."""

from django.db import models
from django.db.models import F, Q

from certification.enums import LeaderDecision, StatementKind
from portal.common.audit import Frozen, Kept, Trail
from portal.common.signatures import Signature


class Statement(Frozen):
    """The text that is signed, with {placeholders}; the newest of a kind is in use."""

    kind = models.CharField(max_length=20, choices=StatementKind.choices)
    number = models.PositiveIntegerField()
    text = models.TextField()
    meaning = models.CharField(max_length=200)
    made_at = models.DateTimeField(auto_now_add=True)

    history = Trail()

    class Meta:
        ordering = ["kind", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=StatementKind.values), name="statement_kind_is_known"
            ),
            models.UniqueConstraint(fields=["kind", "number"], name="statement_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, version {self.number}"


class LeaderSignature(Signature, Kept):
    """A section leader's signed statement; it lapses, and can be withdrawn. `lapses_on` is the first day without it."""

    supporter = models.ForeignKey(
        "certification.Supporter", on_delete=models.PROTECT, related_name="%(class)ss"
    )
    section = models.ForeignKey("sections.Section", on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    lapses_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Attestation(LeaderSignature):
    """A leader attests that the person is in good standing."""

    history = Trail()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lapses_on__gte=F("signed_on")), name="attestation_lapses_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.signer} on {self.supporter}"


class Endorsement(LeaderSignature):
    """A leader's decision about a certified supporter. A declined one keeps no reason."""

    certificate = models.ForeignKey(
        "certification.Certificate", on_delete=models.PROTECT, related_name="endorsements"
    )
    decision = models.CharField(max_length=10, choices=LeaderDecision.choices)

    history = Trail()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=LeaderDecision.values),
                name="endorsement_decision_is_known",
            ),
            models.CheckConstraint(
                condition=Q(lapses_on__gte=F("signed_on")), name="endorsement_lapses_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signer}: {self.get_decision_display().lower()} {self.supporter}"
