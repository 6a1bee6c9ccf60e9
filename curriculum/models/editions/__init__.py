"""The types of edition, one module each. Nothing else lists them: a type is found by its file."""

from curriculum.rules.kinds import modules_of

TYPES = modules_of(__name__, __path__)
