"""The person attended live sessions of the kind that the policy names: so many, perhaps within so many months."""

import datetime as dt

from certification.enums import Actor
from certification.rules.intervals import Interval, overlap_of, span_around
from certification.rules.kinds import (
    Asked,
    Facts,
    Parameters,
    RequirementKind,
    RequirementState,
    Turn,
)
from curriculum.rules.months import months_after

LIVE_SESSION = "live_session"
ATTENDANCE = "attendance"


def _each(asked: Asked, facts: Facts) -> tuple[Interval, ...]:
    """How long each session that was attended counts: for the months of the policy, or for good."""
    months = asked.parameters.months
    attended = facts.about(ATTENDANCE, asked.parameters.session_kind)
    if months is None:
        return attended
    return tuple(each._replace(until=months_after(each.since, months)) for each in attended)


def _enough(asked: Asked, facts: Facts) -> tuple[Interval, ...]:
    """When as many sessions count as the policy asks for."""
    return overlap_of(_each(asked, facts), asked.parameters.count)


def _by_attendance(asked: Asked, facts: Facts, on: dt.date) -> RequirementState:
    span = span_around(_enough(asked, facts), on)
    total = asked.parameters.count
    counting = sum(each.covers(on) for each in _each(asked, facts))
    return RequirementState(asked.kind, *span, done=min(counting, total), total=total)


KIND = RequirementKind(
    code=LIVE_SESSION,
    order=40,
    fact=ATTENDANCE,
    turns=(
        Turn({"has_place": False, "unmarked": True}, Actor.FACILITATOR),
        Turn({"has_place": False}, Actor.SUPPORTER),
    ),
    intervals=_enough,
    rule=_by_attendance,
    is_training=True,
    needs=frozenset({"session_kind"}),
    allows=frozenset({"count", "months"}),
    usual=Parameters(session_kind="foundational"),
)
