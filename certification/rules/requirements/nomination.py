"""A colleague proposed the person, and the person said yes."""

from certification.enums import Actor
from certification.rules.kinds import Parameters, RequirementKind, Turn

NOMINATION = "nomination"

KIND = RequirementKind(
    code=NOMINATION,
    order=10,
    fact=NOMINATION,
    turns=(Turn({"nominated": True}, Actor.SUPPORTER), Turn({}, Actor.COORDINATOR)),
    is_first_sign=True,
    is_given=True,
    usual=Parameters(),
)
