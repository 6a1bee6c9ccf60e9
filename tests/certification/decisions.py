"""Decisions of the gate and what surrounds them, for tests of what people read."""

import dataclasses
import datetime as dt
from dataclasses import replace

from certification.enums import Standing
from certification.phrases.surroundings import Surroundings
from certification.rules.gate import Decision, Terms
from certification.rules.kinds import Asked, RequirementState
from certification.rules.requirements import kinds

D = dt.date
ON = D(2026, 11, 23)
SINCE, END = D(2026, 3, 2), D(2028, 3, 2)
HAL = {"leader": "Hal Example, MD", "leader_is_head": True}


def terms(requirements=None, modules=(), number=1):
    """What a policy asks for: what the first one does, unless told, of modules and of one foundational session."""
    usual = {code: kind.usual for code, kind in kinds().items() if kind.usual is not None}
    each = (Asked(kind, usual[kind]) for kind in (requirements or usual))
    return Terms(
        number,
        tuple(replace(one, modules=modules) if one.kind == "training" else one for one in each),
    )


def state(requirement, met=True, since=SINCE, until=None, done=None, total=1):
    done = int(met) if done is None else done
    return RequirementState(requirement, met, since if met else None, until, done, total)


def decided(*changed, standing=Standing.IN_TRAINING):
    """A decision in which everything is met but what is given."""
    given = {one.requirement: one for one in changed}
    states = tuple(given.get(r, state(r)) for r in kinds())
    return Decision(standing, states, ON, 1)


def around(**fields):
    """What surrounds a decision; what is no field of the surroundings is a circumstance."""
    names = {field.name for field in dataclasses.fields(Surroundings)}
    circumstances = {name: value for name, value in fields.items() if name not in names}
    rest = {name: value for name, value in fields.items() if name in names}
    return Surroundings(circumstances=circumstances, **rest)


def missing(requirement, until=None, **counts):
    return state(requirement, met=False, until=until, **counts)
