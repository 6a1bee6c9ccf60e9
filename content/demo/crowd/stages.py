"""How far a generated supporter has come."""

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """What is there. Each is only there with what it rests on."""

    modules: int
    expectations: bool = False
    session: bool = False
    good_standing: bool = True
    certificate: bool = False
    endorsement: bool = False
    withdrawn: bool = False
    hold: bool = False


def draw_stage(chance: random.Random, modules: int) -> Stage:
    """A stage as often as a program that has run for two years would see it; most people are active."""
    kind = chance.choices(
        ["begun", "halfway", "learned", "awaiting", "active", "lapsed", "paused"],
        [6, 14, 8, 8, 50, 8, 6],
    )[0]
    if kind == "begun":
        return Stage(0, good_standing=chance.random() < 0.5)
    if kind == "halfway":
        return Stage(chance.randint(1, max(1, modules - 1)), good_standing=chance.random() < 0.8)
    if kind == "learned":
        return Stage(modules, expectations=chance.random() < 0.5)
    certified = {"expectations": True, "session": True, "certificate": True}
    return Stage(
        modules,
        **certified,
        endorsement=kind != "awaiting",
        withdrawn=kind == "lapsed",
        hold=kind == "paused",
    )
