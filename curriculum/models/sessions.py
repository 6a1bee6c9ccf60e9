"""Live meetings, the places in them, and what happened at the door."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from curriculum.enums import Outcome, SessionKind, SignUpStatus
from portal.common.audit import Frozen, Kept, Trail
from portal.common.time import now

if TYPE_CHECKING:
    from curriculum.validators import SessionTerms


class Session(Kept):
    """A live meeting. `revision` counts the changes, so that a stale form can be recognized."""

    kind = models.CharField(max_length=20, choices=SessionKind.choices)
    title = models.CharField(max_length=150)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    capacity = models.PositiveSmallIntegerField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    # When we emailed the facilitator, once, to mark who came.
    asked_to_mark_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The token of the form that created it, so that the same form sent twice creates one session.
    form_token = models.UUIDField(null=True, unique=True, editable=False)

    history = Trail()

    class Meta:
        ordering = ["starts_at", "pk"]
        # The lists show what comes next or was last.
        indexes = [models.Index(fields=["starts_at", "id"], name="session_by_start")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=SessionKind.values), name="session_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=600), name="session_takes_time"
            ),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="session_seats_somebody"),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(link=""), name="session_has_place_or_link"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.minutes)

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= now()

    def is_moved_by(self, terms: "SessionTerms | Session") -> bool:
        """Whether these terms would have people come at another time or to another place."""
        names = ("starts_at", "minutes", "place", "link")
        return any(getattr(self, name) != getattr(terms, name) for name in names)

    def get_absolute_url(self) -> str:
        return reverse("curriculum:session", args=[self.pk])


class SignUp(Kept):
    """A place in a session, or a place on its waitlist (served in the order of `signed_up_at`, `pk`)."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="sign_ups")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="sign_ups")
    status = models.CharField(max_length=10, choices=SignUpStatus.choices)
    signed_up_at = models.DateTimeField()

    history = Trail()

    class Meta:
        ordering = ["signed_up_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=SignUpStatus.values), name="sign_up_status_is_known"
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=~Q(status=SignUpStatus.WITHDRAWN),
                name="one_place_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.session}"


class Attendance(Frozen):
    """What happened at the door. A correction is a new row that supersedes, with a reason."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendance")
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="attendance"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    marked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()
    # The day of the session in the program's zone: from then on the attendance counts.
    held_on = models.DateField()
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    reason = models.CharField(max_length=300, blank=True)

    history = Trail()

    class Meta:
        ordering = ["marked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="attendance_outcome_is_known"
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(supersedes__isnull=True),
                name="attendance_first_marked_once",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(reason=""),
                name="attendance_correction_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_outcome_display().lower()}: {self.session}"
