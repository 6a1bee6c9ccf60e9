"""A leader of the person's section endorses them."""

from certification.enums import Actor
from certification.rules.kinds import Parameters, RequirementKind, Turn

ENDORSEMENT = "endorsement"

KIND = RequirementKind(
    code=ENDORSEMENT,
    order=70,
    fact=ENDORSEMENT,
    turns=(
        Turn({"certified": True, "has_leader": True, "declined": False}, Actor.SECTION_LEADER),
        Turn({"certified": True}, Actor.COORDINATOR),
    ),
    needs=frozenset({"months"}),
    usual=Parameters(months=24),
)
