"""What a kind of requirement is called, and what people read about it.

The kinds are the modules of `certification.phrases.requirements`; each declares `PHRASES`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise

from certification.phrases import requirements
from curriculum.rules.kinds import modules_of


@dataclass(frozen=True, slots=True)
class RequirementPhrases:
    """The sentences of one kind of requirement."""

    # What is missing where it is not met: "Training", not "Training completed".
    noun: str | Promise


@cache
def phrases() -> Mapping[str, RequirementPhrases]:
    """The sentences of every kind of requirement, by its code."""
    found = modules_of(requirements.__name__, requirements.__path__)
    return {code: module.PHRASES for code, module in found.items()}


def noun(requirement: str) -> str:
    """What a requirement is called."""
    return str(phrases()[requirement].noun)
