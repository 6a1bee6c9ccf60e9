"""The contracts that `make check` holds the code to: kept as it stands, and broken by each violation planted in a copy."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, product_files

COPIED = ("portal", "curriculum", "certification", "content", "tests/architecture")
# As deploy/check.sh runs them.
IMPORTS = [
    "-c",
    "import sys; from importlinter.cli import lint_imports_command as c; c()",
    "--no-cache",
]
WRITES = ["-m", "tests.architecture.layers"]


def run(command: list[str], checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=checkout,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The product's code with its contracts, to plant something in."""
    for folder in COPIED:
        ignored = shutil.ignore_patterns("__pycache__", "static_src", "*.toml")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    (tmp_path / "tests/__init__.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_code_keeps_its_contracts(checked, copy: Path) -> None:  # type: ignore[no-untyped-def]
    for checkout in (ROOT, copy):
        done = run(IMPORTS, checkout)
        kept = re.search(r"Contracts: (\d+) kept, 0 broken", done.stdout)
        assert kept, done.stdout + done.stderr
        assert done.returncode == 0
        done = run(WRITES, checkout)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    checked("import contracts", int(kept[1]), floor=7)
    checked("files for writes past the services", len(product_files()), floor=250)


@pytest.mark.parametrize(
    ("file", "line", "command", "told"),
    [
        (
            "certification/rules/gate.py",
            "from django.db import connection",
            IMPORTS,
            "certification.rules.gate -> django",
        ),
        (
            "curriculum/models/courses.py",
            "from curriculum.views import training",
            IMPORTS,
            "curriculum.models is not allowed to import curriculum.views",
        ),
        (
            "curriculum/selectors/courses.py",
            "import portal.outcomes",
            IMPORTS,
            "curriculum is not allowed to import portal.outcomes",
        ),
        (
            "certification/views/holds.py",
            "def erase(hold):\n    hold.delete()",
            WRITES,
            "writes without a service: hold.delete()",
        ),
        (
            "content/cms/bulk.py",
            "def empty(pages):\n    pages.filter(live=True).update(title='')",
            WRITES,
            "writes without a service: pages.filter(live=True).update()",
        ),
        (
            "certification/services/holds.py",
            "def late():\n    import json",
            WRITES,
            "imports inside late()",
        ),
        (
            "certification/left_over.py",
            '"""A module at no height."""',
            IMPORTS,
            "certification.left_over",
        ),
    ],
    ids=[
        "a rule that asks the database",
        "a model that knows a view",
        "a room that knows a higher one",
        "a view that writes",
        "a hook that writes",
        "an import inside a function",
        "a module that stands in no layer",
    ],
)
def test_a_planted_violation_is_found(
    copy: Path, file: str, line: str, command: list[str], told: str
) -> None:
    assert run(command, copy).returncode == 0
    with (copy / file).open("a") as source:
        source.write(f"\n\n{line}\n")
    done = run(command, copy)
    assert done.returncode == 1
    assert told in done.stdout
