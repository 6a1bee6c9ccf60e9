"""Health: the process lives, and it can serve. Neither is cached, neither asks who you are."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from portal.common import views
from portal.common.views import _Migrations
from tests.architecture.sources import ROOT


def test_a_live_process_asks_the_database_nothing(client: Client) -> None:
    # Without the `db` mark any statement would fail.
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.fixture
def _asks_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Migrations, "complete", None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_asks_anew")
def test_a_ready_process_has_its_database_and_its_migrations(
    client: Client, monkeypatch: pytest.MonkeyPatch, logged_errors: list
) -> None:
    applied = MigrationRecorder(connection).migration_qs.filter(app="common")
    kept = applied.latest("name")
    applied.filter(pk=kept.pk).delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "migrations not applied: 1"}
    kept.save(force_insert=True)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]
    # From then on one statement is enough, until an older copy of the database is put in its place.
    with monkeypatch.context() as patch:
        patch.setattr(views, "MigrationExecutor", None)
        assert client.get("/readyz").status_code == 200
    applied.filter(pk=kept.pk).delete()
    assert client.get("/readyz").status_code == 503


@pytest.mark.django_db
@pytest.mark.usefixtures("_asks_anew")
def test_an_empty_database_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch, logged_errors: list
) -> None:
    def missing() -> int:
        raise ProgrammingError('relation "django_migrations" does not exist')

    assert client.get("/readyz").status_code == 200
    monkeypatch.setattr(_Migrations, "waiting", missing)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"status": "the database is empty"})


LOST = """
import os, sys
from pathlib import Path
from portal.settings.start import read_settings
read_settings()
import django
django.setup()
from django.db import connection
from django.test import Client
file = Path(os.environ["DATABASE_URL"].removeprefix("sqlite:///"))
def ask(path):
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "x" * 32
    try:
        return client.get(path).status_code
    finally:
        connection.close()
paths = ("/healthz", "/readyz", "/accounts/login/", "/my/")
print("whole", *map(ask, paths))
connection.ensure_connection()
for end in ("", "-wal", "-shm"):
    Path(f"{file}{end}").unlink(missing_ok=True)
# A connection that is open still; then one that makes an empty file.
print("gone", Client().get("/readyz").status_code)
connection.close()
print("gone", ask("/readyz"))
print("empty", ask("/my/"), ask("/readyz"))
for end in ("-wal", "-shm"):
    Path(f"{file}{end}").unlink(missing_ok=True)
file.write_bytes(b"This is no database. " * 400)
print("damaged", *map(ask, paths))
"""


@pytest.mark.once
@pytest.mark.django_db
def test_a_file_that_is_gone_or_damaged_is_noticed_and_leaves_no_trace(tmp_path: Path) -> None:
    copy = tmp_path / "db.sqlite3"
    with (
        contextlib.closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
        contextlib.closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    run = subprocess.run(
        [sys.executable, "-c", LOST],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
            "DATABASE_URL": f"sqlite:///{copy}",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.splitlines() == [
        "whole 200 200 200 302",
        "gone 503",
        "gone 503",
        "empty 503 503",
        "damaged 200 503 503 503",
    ]
    assert "Traceback" not in run.stderr
    assert "file is not a database" in run.stderr
