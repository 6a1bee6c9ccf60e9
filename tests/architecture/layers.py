"""What import contracts cannot see: writes past the services, and imports inside functions.

`python -m tests.architecture.layers` prints each and fails if there is one; `make check` runs it.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, name, product_files, tree

# Where people's requests are read and answered: views, forms, tags, and all of the editing rooms.
PRESENTING = {"views", "forms", "templatetags", "cms"}
# What writes to the database when it is called on a record, a manager or a queryset.
WRITES = {
    f"{prefix}{verb}"
    for prefix in ("", "a")
    for verb in (
        "save",
        "create",
        "delete",
        "update",
        "get_or_create",
        "update_or_create",
        "bulk_create",
        "bulk_update",
    )
}
# Where a library asks for an import inside a function, or one is dear and seldom needed; with the number of them.
INSIDE_FUNCTIONS = {
    "portal/common/documents.py": 4,
    "portal/common/typefaces.py": 1,
    "portal/settings/databases.py": 1,
}


def presenting_files(files: list[Path]) -> list[Path]:
    """The files whose code may read, and writes through services alone."""
    return [
        path
        for path in files
        if PRESENTING & {part.removesuffix(".py") for part in path.parts[len(ROOT.parts) :]}
    ]


def writes(path: Path) -> Iterator[str]:
    """Calls that write a record, from a file that should call a service."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_write(node):
            yield f"{name(path)}:{node.lineno} writes without a service: {ast.unparse(node.func)}()"


def _is_write(call: ast.Call) -> bool:
    function = call.func
    assert isinstance(function, ast.Attribute)
    # A queryset takes what it updates by keyword; updating a dictionary with another does not count.
    of_a_dictionary = function.attr == "update" and bool(call.args)
    return function.attr in WRITES and not of_a_dictionary


def inner_imports(path: Path) -> Iterator[str]:
    """Imports inside functions. An app's `ready` is left out: Django asks for them there."""
    for function in ast.walk(tree(path)):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if path.name == "apps.py" and function.name == "ready":
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield f"{name(path)}:{node.lineno} imports inside {function.name}()"


def problems() -> list[str]:
    """Everything that is wrong in the product's files."""
    files = product_files()
    found = [line for path in presenting_files(files) for line in writes(path)]
    for path in files:
        inside = sorted({*inner_imports(path)})
        expected = INSIDE_FUNCTIONS.get(name(path), 0)
        if len(inside) > expected:
            found += inside
        elif len(inside) < expected:
            found.append(
                f"{name(path)}: {expected} imports inside functions are expected here, {len(inside)} are left"
            )
    return found


if __name__ == "__main__":
    found = problems()
    sys.stdout.writelines(f"{line}\n" for line in found)
    sys.exit(1 if found else 0)
