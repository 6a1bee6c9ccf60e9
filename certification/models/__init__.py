"""Models of certification."""

from certification.models.certificates import Certificate
from certification.models.endorsements import Attestation, Endorsement, Statement
from certification.models.facts import Fact, Movement, StandingPeriod
from certification.models.ledger import LedgerEntry
from certification.models.path import Hold, Nomination, Supporter
from certification.models.policy import Policy, PolicyRequirement
from curriculum.rules.kinds import modules_of

# A record is found by its file; those that other code names are named below.
modules_of(__name__, __path__)

__all__ = [
    "Attestation",
    "Certificate",
    "Endorsement",
    "Fact",
    "Hold",
    "LedgerEntry",
    "Movement",
    "Nomination",
    "Policy",
    "PolicyRequirement",
    "StandingPeriod",
    "Statement",
    "Supporter",
]
