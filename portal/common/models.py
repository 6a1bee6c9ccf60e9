"""The outbox, email that a service wrote in its own transaction to be sent afterwards; and what is counted for limits."""

from django.db import models


class OutboxMessage(models.Model):
    """One plain email. The body is emptied once it is sent: what is not kept cannot be read later."""

    recipient = models.EmailField()
    subject = models.CharField(max_length=150)
    # The template it was made from.
    kind = models.CharField(max_length=60, blank=True)
    # What it is about, by which emails of some kinds are counted and joined (portal.common.pacing).
    about = models.CharField(max_length=60, blank=True)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    # Until then a worker is sending it, and no other may.
    claimed_until = models.DateTimeField(null=True, blank=True)
    # When the clock hands it to the queue (again); none once it is sent or ended.
    next_try_at = models.DateTimeField(null=True, blank=True)
    # When it was refused for good, or left out: it is tried no more.
    ended_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["sent_at", "created_at"]),
            models.Index(
                fields=["next_try_at"],
                name="outbox_due",
                condition=models.Q(sent_at__isnull=True, ended_at__isnull=True),
            ),
            models.Index(fields=["recipient", "kind", "sent_at"], name="outbox_pace"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.recipient}"


class Tally(models.Model):
    """How often something was done within a window of time; see `portal.common.throttle`."""

    # A digest: the row does not say of whom.
    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField()
    last_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at}"


class Installation(models.Model):
    """Where this database is at home: one row, written when the portal first runs on it. See `portal.common.installation`."""

    # The secret that the home keeps in its folder, and its address: of a copy elsewhere they differ.
    home = models.CharField(max_length=64)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="installation_is_one_row")
        ]

    def __str__(self) -> str:
        return self.home


class NightlyRun(models.Model):
    """The nightly work of one date: begun once, and again where it did not end."""

    on = models.DateField(unique=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.on}"
