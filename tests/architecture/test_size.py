"""Small files, small functions, small templates, and names that say what is inside."""

import ast

from tests.architecture.shape import line_count
from tests.architecture.sources import (
    PACKAGES,
    ROOT,
    files,
    functions,
    name,
    product_files,
    python_files,
    tree,
)

FILE = 300
FUNCTION = 40
TEMPLATE = 80
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "misc", "common_utils", "stuff"}


def test_files_are_short(checked) -> None:  # type: ignore[no-untyped-def]
    ours = [
        *python_files(),
        *files(".js", ".scss", under=("portal/static_src",)),
        *files(".sh", under=("deploy",)),
    ]
    assert {name(p): line_count(p) for p in ours if line_count(p) >= FILE} == {}
    checked("files for their length", len(ours), floor=100)


def test_functions_are_short(checked) -> None:  # type: ignore[no-untyped-def]
    found = [function for path in python_files() for function in functions(path)]
    assert [f"{f.where}: {f.lines}" for f in found if f.lines >= FUNCTION] == []
    checked("functions for their length", len(found), floor=300)


def test_templates_are_short(checked) -> None:  # type: ignore[no-untyped-def]
    ours = files(".html", ".txt", under=("templates",))
    assert {name(p): line_count(p) for p in ours if line_count(p) >= TEMPLATE} == {}
    checked("templates for their length", len(ours), floor=20)


def test_no_file_is_named_for_nothing(checked) -> None:  # type: ignore[no-untyped-def]
    ours = python_files()
    assert [name(p) for p in ours if {p.stem, p.parent.name} & SAYS_NOTHING] == []
    checked("names of files", len(ours), floor=100)


def test_public_functions_of_services_and_selectors_say_what_they_do(checked) -> None:  # type: ignore[no-untyped-def]
    silent, number = [], 0
    for path in product_files():
        if not {"services", "selectors", "rules"} & {*path.parts, path.stem}:
            continue
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                number += 1
                if not ast.get_docstring(node):
                    silent.append(f"{name(path)}:{node.lineno} {node.name}")
    assert silent == []
    checked("services and selectors for their docstring", number, floor=40)


def test_the_top_level_is_what_the_design_names() -> None:
    folders = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith(".")}
    wanted = {"portal", "curriculum", "certification", "content", "templates", "tests"}
    assert folders - wanted - {"docs", "deploy", "requirements", "var", "__pycache__"} == set()
    assert wanted <= folders
    assert {*PACKAGES} <= folders
