"""No pause covers the date."""

import datetime as dt

from certification.enums import Actor
from certification.rules.intervals import covered, last_end, span_around
from certification.rules.kinds import (
    Asked,
    Facts,
    Parameters,
    RequirementKind,
    RequirementState,
    Turn,
)

NO_HOLD = "no_hold"
HOLD = "hold"

# Whose turn it is while somebody is paused, whether the policy asks for no hold or not.
WHILE_PAUSED = (Turn({"hold_is_open": True}, Actor.COORDINATOR),)


def _hold_is_open(facts: Facts, on: dt.date) -> bool:
    """A hold in force has no end."""
    return any(hold.covers(on) and hold.until is None for hold in facts.of(HOLD))


def _by_holds(asked: Asked, facts: Facts, on: dt.date) -> RequirementState:
    holds = facts.of(HOLD)
    if covered(holds, on):
        span = span_around(holds, on)
        return RequirementState(asked.kind, False, None, span.until, 0, 1)
    begins = min((h.since for h in holds if h.since > on and h.since != h.until), default=None)
    return RequirementState(asked.kind, True, last_end(holds, on), begins, 1, 1)


KIND = RequirementKind(
    code=NO_HOLD,
    order=80,
    fact=HOLD,
    rule=_by_holds,
    known={"hold_is_open": _hold_is_open},
    usual=Parameters(),
    is_given=True,
)
