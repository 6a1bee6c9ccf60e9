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


class Requirement(models.TextChoices):
    """What a policy can ask for, in the order in which a person meets it."""

    NOMINATION = "nomination", "Nomination accepted"
    GOOD_STANDING = "good_standing", "Good standing attested"
    TRAINING = "training", "Training completed"
    LIVE_SESSION = "live_session", "Live session attended"
    EXPECTATIONS = "expectations", "Expectations accepted"
    CERTIFICATE = "certificate", "Certificate valid"
    ENDORSEMENT = "endorsement", "Endorsement in force"
    NO_HOLD = "no_hold", "No hold"

    @property
    def noun(self) -> str:
        """What is missing where it is not met: "Training", not "Training completed"."""
        return _NOUNS[self]


_NOUNS = {
    Requirement.NOMINATION: "Nomination",
    Requirement.GOOD_STANDING: "Good standing",
    Requirement.TRAINING: "Training",
    Requirement.LIVE_SESSION: "Live session",
    Requirement.EXPECTATIONS: "Expectations",
    Requirement.CERTIFICATE: "Certificate",
    Requirement.ENDORSEMENT: "Endorsement",
    Requirement.NO_HOLD: "No hold",
}


# What a certificate certifies; it is issued when these are met.
TRAINING_REQUIREMENTS = [Requirement.TRAINING, Requirement.LIVE_SESSION, Requirement.EXPECTATIONS]


class FactKind(models.TextChoices):
    """The kinds of dated facts that the gate reads; each is an interval [since, until)."""

    NOMINATION = "nomination"
    GOOD_STANDING = "good_standing"
    COMPLETION = "completion"
    LIVE_SESSION = "live_session"
    EXPECTATIONS = "expectations"
    CERTIFICATE = "certificate"
    ENDORSEMENT = "endorsement"
    HOLD = "hold"
    LEFT = "left"


class NominationStatus(models.TextChoices):
    OPEN = "open", "Waiting for an answer"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    CLOSED = "closed", "Closed by the program office"


class Decision(models.TextChoices):
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
