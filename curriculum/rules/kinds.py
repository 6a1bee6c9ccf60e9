"""Finds kinds by their files: a package has one module for each kind. Pure.

A package of kinds calls `modules_of` once and keeps the result, so adding a kind is adding a file.
"""

import importlib
import pkgutil
from collections.abc import Iterable
from types import ModuleType


def modules_of(package: str, path: Iterable[str]) -> dict[str, ModuleType]:
    """{kind: its module} of a package, given its `__name__` and `__path__`; a kind is named like its file."""
    return {
        found.name: importlib.import_module(f"{package}.{found.name}")
        for found in pkgutil.iter_modules(path)
    }
