"""A kind of import contract of our own: modules that import what is named and nothing else.

import-linter's own kinds name what is forbidden, and whatever is added later is allowed. `make check` finds this one
by its name in pyproject.toml.
"""

import sys
from typing import Any

from importlinter import Contract, ContractCheck, fields, output


class AllowedImports(Contract):
    """`source_modules` import one another, `allowed_modules` and the standard library.

    A name stands for the module and all below it. `exceptions` ("a.b -> c.d") are imports that are still to go: one
    that is gone must leave the list.
    """

    type_name = "allowed"

    source_modules = fields.SetField(subfield=fields.StringField())
    allowed_modules = fields.SetField(subfield=fields.StringField(), required=False)
    exceptions = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: Any, verbose: bool) -> ContractCheck:
        """Look at direct imports alone: what is imported is either looked at itself or allowed."""
        sources: set[str] = self.source_modules  # type: ignore[assignment]
        allowed = sources | (self.allowed_modules or set())  # type: ignore[operator]
        excepted: set[str] = self.exceptions or set()  # type: ignore[assignment]
        missing = sorted(source for source in sources if source not in graph.modules)
        found = {
            f"{module} -> {imported}"
            for module in graph.modules
            if _is_among(module, sources)
            for imported in graph.find_modules_directly_imported_by(module)
            if not _is_among(imported, allowed) and not _is_standard(imported)
        }
        told = {
            "missing": missing,
            "wrong": sorted(found - excepted),
            "stale": sorted(excepted - found),
        }
        return ContractCheck(kept=not any(told.values()), metadata=told)

    def render_broken_contract(self, check: ContractCheck) -> None:
        for module in check.metadata["missing"]:
            output.print_error(f"There is no module {module}.")
        for line in check.metadata["wrong"]:
            output.print_error(f"Not allowed: {line}")
        for line in check.metadata["stale"]:
            output.print_error(f"No longer needed among the exceptions: {line}")


def _is_among(module: str, names: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)


def _is_standard(module: str) -> bool:
    return module.partition(".")[0] in sys.stdlib_module_names
