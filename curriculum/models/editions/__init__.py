"""The types of edition, one module each: Django knows a type by its file, and nothing else names it."""

from curriculum.rules.kinds import modules_of

TYPES = modules_of(__name__, __path__)
