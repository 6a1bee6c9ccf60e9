"""The person signed what a supporter undertakes to uphold, in an edition that counts."""

from certification.enums import Actor
from certification.rules.kinds import Parameters, RequirementKind, Turn

EXPECTATIONS = "expectations"

KIND = RequirementKind(
    code=EXPECTATIONS,
    order=50,
    fact=EXPECTATIONS,
    turns=(Turn({}, Actor.SUPPORTER),),
    is_training=True,
    usual=Parameters(),
)
