"""Decisions of the gate and what surrounds them, for tests of what people read."""

import dataclasses
import datetime as dt

from certification.enums import Requirement, Standing
from certification.rules.gate import Decision, RequirementState
from certification.rules.path import Surroundings
from certification.rules.waiting import Circumstances

D = dt.date
ON = D(2026, 11, 23)
SINCE, END = D(2026, 3, 2), D(2028, 3, 2)
HAL = {"leader": "Hal Example, MD", "leader_is_head": True}


def state(requirement, met=True, since=SINCE, until=None, done=None, total=1):
    done = int(met) if done is None else done
    return RequirementState(
        Requirement(requirement), met, since if met else None, until, done, total
    )


def decided(*changed, standing=Standing.IN_TRAINING):
    """A decision in which everything is met but what is given."""
    given = {one.requirement: one for one in changed}
    states = tuple(given.get(r, state(r)) for r in Requirement)
    return Decision(standing, states, ON, 1)


def around(**fields):
    names = {field.name for field in dataclasses.fields(Circumstances)}
    circumstances = Circumstances(**{k: v for k, v in fields.items() if k in names})
    rest = {k: v for k, v in fields.items() if k not in names}
    return Surroundings(circumstances=circumstances, **rest)


def missing(requirement, until=None, **counts):
    return state(requirement, met=False, until=until, **counts)
