"""The outbox: email that a service wrote in its own transaction, to be sent afterwards."""

from django.db import models


class OutboxMessage(models.Model):
    """One plain email. The body is emptied once it is sent: what is not kept cannot be read later."""

    recipient = models.EmailField()
    subject = models.CharField(max_length=150)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    # Until then a worker is sending it, and no other may.
    claimed_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["sent_at", "created_at"])]

    def __str__(self) -> str:
        return f"{self.subject} → {self.recipient}"
