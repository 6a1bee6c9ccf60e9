"""A leader of the person's section states that they are in good standing."""

from certification.enums import Actor
from certification.rules.kinds import Parameters, RequirementKind, Turn

GOOD_STANDING = "good_standing"

KIND = RequirementKind(
    code=GOOD_STANDING,
    order=20,
    fact=GOOD_STANDING,
    turns=(Turn({"has_leader": True}, Actor.SECTION_LEADER), Turn({}, Actor.COORDINATOR)),
    is_first_sign=True,
    needs=frozenset({"months"}),
    usual=Parameters(months=24),
)
