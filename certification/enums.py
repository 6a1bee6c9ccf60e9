"""The closed lists of certification."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """Where a supporter stands on a date: derived from facts, never typed in."""

    IN_TRAINING = "in_training", _("In training")
    AWAITING_ENDORSEMENT = "awaiting_endorsement", _("Awaiting endorsement")
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    LAPSED = "lapsed", _("Lapsed")
    INACTIVE = "inactive", _("Inactive")


class NominationStatus(models.TextChoices):
    OPEN = "open", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    CLOSED = "closed", _("Closed by the program office")

    @property
    def may_become(self) -> frozenset["NominationStatus"]:
        """What may follow: an answer is final."""
        final = {NominationStatus.ACCEPTED, NominationStatus.DECLINED, NominationStatus.CLOSED}
        return frozenset(final if self is NominationStatus.OPEN else ())


class LeaderDecision(models.TextChoices):
    """What a section leader decides about a certified supporter."""

    ENDORSED = "endorsed", _("Endorsed")
    DECLINED = "declined", _("Declined")


class StatementKind(models.TextChoices):
    """The texts that section leaders sign."""

    GOOD_STANDING = "good_standing", _("Good standing")
    ENDORSEMENT = "endorsement", _("Endorsement")
    DECLINE = "decline", _("Declined endorsement")


class CertificateStatus(models.TextChoices):
    """What verification says of a certificate."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")
    SUPERSEDED = "superseded", _("Replaced by a newer certificate")


class EntryKind(models.TextChoices):
    """What the ledger records."""

    STANDING = "standing", _("Standing changed")
    SIGNATURE = "signature", _("Signed")
    CERTIFICATE = "certificate", _("Certificate issued")
    REVOCATION = "revocation", _("Certificate revoked")
    WITHDRAWAL = "withdrawal", _("Endorsement withdrawn")


class Actor(models.TextChoices):
    """Who must act next, so that a supporter gets on."""

    SUPPORTER = "supporter", _("The supporter")
    SECTION_LEADER = "section_leader", _("A section leader")
    FACILITATOR = "facilitator", _("A facilitator")
    COORDINATOR = "coordinator", _("The coordinator")
    NOBODY = "nobody", _("Nobody")
