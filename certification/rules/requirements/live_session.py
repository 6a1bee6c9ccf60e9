"""The person attended a live session of the kind that the policy names."""

import datetime as dt

from certification.enums import Actor
from certification.rules.kinds import (
    Asked,
    Facts,
    RequirementKind,
    RequirementState,
    Turn,
    state_by_intervals,
)

LIVE_SESSION = "live_session"
ATTENDANCE = "attendance"


def _by_attendance(asked: Asked, facts: Facts, on: dt.date) -> RequirementState:
    return state_by_intervals(asked.kind, facts.about(ATTENDANCE, asked.session_kind), on)


KIND = RequirementKind(
    code=LIVE_SESSION,
    order=40,
    fact=ATTENDANCE,
    turns=(
        Turn({"has_place": False, "unmarked": True}, Actor.FACILITATOR),
        Turn({"has_place": False}, Actor.SUPPORTER),
    ),
    rule=_by_attendance,
    is_training=True,
)
