"""A database of the version before opens: its rows are moved, and nothing is left to migrate."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.architecture.sources import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
NAME = "portal_before"


@contextlib.contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The address of a database of the kind that the tests run on, with nothing in it."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder}/before.sqlite3"
        return
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{NAME}"')
    address, _, _ = os.environ["DATABASE_URL"].partition("?")
    rest = os.environ["DATABASE_URL"][len(address) :]
    try:
        yield f"{address.rpartition('/')[0]}/{NAME}{rest}"
    finally:
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f'DROP DATABASE "{NAME}" WITH (FORCE)')


@pytest.fixture
def opened(tmp_path: Path) -> dict[str, Any]:
    with empty_database(tmp_path) as address:
        done = subprocess.run(
            [sys.executable, "-m", "tests.deployment.old_database"],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": address},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_a_database_of_the_version_before_opens(opened: dict[str, Any]) -> None:
    assert opened == {
        "asked": [
            ["nomination", False, "", 1, None],
            ["good_standing", False, "", 1, 12],
            ["training", True, "", 1, None],
            ["live_session", False, "foundational", 1, None],
            ["certificate", False, "", 1, 24],
            ["endorsement", False, "", 1, 18],
        ],
        "parts": [["why", "reading", 4], ["check", "check", 6]],
        "hash_is_right": True,
        "staff": [["Fay Example", "facilitator", False], ["Ford Example", "facilitator", True]],
        "facts": [["attendance", "foundational"], ["completion", "1"]],
        "standing": "in_training",
        "left_to_migrate": 0,
    }
