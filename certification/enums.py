"""The closed lists of certification."""

from django.db import models


class Standing(models.TextChoices):
    """Where a supporter stands on a date: derived from facts, never typed in."""

    IN_TRAINING = "in_training", "In training"
    AWAITING_ENDORSEMENT = "awaiting_endorsement", "Awaiting endorsement"
    ACTIVE = "active", "Active"
    PAUSED = "paused", "Paused"
    LAPSED = "lapsed", "Lapsed"
    INACTIVE = "inactive", "Inactive"


class NominationStatus(models.TextChoices):
    OPEN = "open", "Waiting for an answer"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    CLOSED = "closed", "Closed by the program office"

    @property
    def may_become(self) -> frozenset["NominationStatus"]:
        """What may follow: an answer is final."""
        final = {NominationStatus.ACCEPTED, NominationStatus.DECLINED, NominationStatus.CLOSED}
        return frozenset(final if self is NominationStatus.OPEN else ())


class LeaderDecision(models.TextChoices):
    """What a section leader decides about a certified supporter."""

    ENDORSED = "endorsed", "Endorsed"
    DECLINED = "declined", "Declined"


class StatementKind(models.TextChoices):
    """The texts that section leaders sign."""

    GOOD_STANDING = "good_standing", "Good standing"
    ENDORSEMENT = "endorsement", "Endorsement"
    DECLINE = "decline", "Declined endorsement"


class CertificateStatus(models.TextChoices):
    """What verification says of a certificate."""

    VALID = "valid", "Valid"
    EXPIRED = "expired", "Expired"
    REVOKED = "revoked", "Revoked"
    SUPERSEDED = "superseded", "Replaced by a newer certificate"


class EntryKind(models.TextChoices):
    """What the ledger records."""

    STANDING = "standing", "Standing changed"
    SIGNATURE = "signature", "Signed"
    CERTIFICATE = "certificate", "Certificate issued"
    REVOCATION = "revocation", "Certificate revoked"
    WITHDRAWAL = "withdrawal", "Endorsement withdrawn"


class Actor(models.TextChoices):
    """Who must act next, so that a supporter gets on."""

    SUPPORTER = "supporter", "The supporter"
    SECTION_LEADER = "section_leader", "A section leader"
    FACILITATOR = "facilitator", "A facilitator"
    COORDINATOR = "coordinator", "The coordinator"
    NOBODY = "nobody", "Nobody"
