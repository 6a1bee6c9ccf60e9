"""What the policy decides is written where the first policy and the demonstration are, and nowhere else."""

import ast
from collections.abc import Iterator
from pathlib import Path

from curriculum.enums import SessionKind
from tests.architecture.sources import ROOT

ROOMS = ("portal", "curriculum", "certification", "content")
# The enum, the first policy, and whoever makes up people or a calendar.
MAY_NAME_A_KIND_OF_SESSION = {
    "curriculum/enums.py",
    "certification/rules/requirements/live_session.py",
}
KINDS = {kind.name for kind in SessionKind} | {kind.value for kind in SessionKind}


def _named_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in KINDS:
            yield node.attr
        elif isinstance(node, ast.Constant) and node.value in KINDS:
            yield node.value


def test_no_reader_or_writer_of_sessions_names_a_kind_of_session(checked) -> None:  # type: ignore[no-untyped-def]
    naming, read = set(), 0
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            inside = path.relative_to(ROOT).as_posix()
            if "/migrations/" in inside or inside.startswith("content/demo/"):
                continue
            read += 1
            if set(_named_in(path)):
                naming.add(inside)
    assert naming == MAY_NAME_A_KIND_OF_SESSION
    checked("modules", read, floor=200)
