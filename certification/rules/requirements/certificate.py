"""The training was certified, and the certificate is valid."""

from certification.enums import Actor
from certification.rules.kinds import Parameters, RequirementKind, Turn

CERTIFICATE = "certificate"

KIND = RequirementKind(
    code=CERTIFICATE,
    order=60,
    fact=CERTIFICATE,
    # It is issued by itself: where the training is met and none is there, something went wrong or one has ended.
    turns=(Turn({"trained": True}, Actor.COORDINATOR),),
    needs=frozenset({"months"}),
    usual=Parameters(months=24),
)
