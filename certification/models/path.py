"""How a person comes onto the path, and how the path is paused."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from certification.enums import NominationStatus
from portal.common.audit import Kept, Trail


class Nomination(Kept):
    """Anyone's proposal that a colleague become a supporter; the colleague answers, or a coordinator closes it.

    `answered_at` and `answered_on` say when it was answered or closed. Addressed by email, because the colleague may not have an account yet; `nominee` is filled in when
    there is one. There is no place for a reason: praise and doubt about a person are not kept.
    """

    nominee_name = models.CharField(max_length=150)
    nominee_email = models.EmailField()
    nominee = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
    )
    nominator = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="nominations_made"
    )
    nominated_at = models.DateTimeField()
    status = models.CharField(
        max_length=10, choices=NominationStatus.choices, default=NominationStatus.OPEN
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    history = Trail()

    class Meta:
        ordering = ["nominated_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=NominationStatus.values), name="nomination_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status=NominationStatus.OPEN, answered_on__isnull=True)
                | (~Q(status=NominationStatus.OPEN) & Q(answered_on__isnull=False)),
                name="nomination_answer_has_date",
            ),
            models.UniqueConstraint(
                Lower("nominee_email"),
                F("nominator"),
                condition=Q(status=NominationStatus.OPEN),
                name="one_open_nomination_from_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nominee_name}, nominated by {self.nominator}"


class Supporter(Kept):
    """A person on the path or on the roster: the row that lists begin from and that decisions lock."""

    person = models.OneToOneField(
        "accounts.Person", on_delete=models.PROTECT, related_name="supporter"
    )
    since = models.DateField()

    history = Trail()

    class Meta:
        ordering = ["person__name", "pk"]

    def __str__(self) -> str:
        return str(self.person)


class Hold(Kept):
    """A dated pause, with no reason: nobody can be asked for what was never written down.

    `until` is the first day after it; none means until somebody ends it.
    """

    supporter = models.ForeignKey(Supporter, on_delete=models.PROTECT, related_name="holds")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    placed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    history = Trail()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="hold_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"Hold of {self.supporter} from {self.since}"
