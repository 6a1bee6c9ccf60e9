"""The databases of the tests: migrated once, copied for every process that runs tests.

The default is SQLite on disk with the options of production; with DATABASE_URL (`python -m deploy.postgres`)
it is PostgreSQL. The migrated original is kept in var/ under a key over all migrations, so only the first
run after a change migrates. A test that commits gets its database written anew from the original
afterwards, with the rows that migrations made: Django's own flush would lose those.
"""

import contextlib
import fcntl
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from tests import rows


class Database(Protocol):
    """One migrated original and this process's copy of it."""

    def made(self) -> bool: ...
    def make(self, migrate: Callable[[], None]) -> None: ...
    def copy(self) -> None: ...
    def restore(self) -> None: ...
    def drop(self) -> None: ...


@contextlib.contextmanager
def fresh() -> Iterator[Database]:
    """Point Django at a copy of the migrated database that belongs to this process alone."""
    folder = Path(settings.VAR_DIR) / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    kinds: dict[str, type] = {"sqlite": SQLite, "postgresql": PostgreSQL}
    with _slot(folder) as slot:
        database = kinds[connection.vendor](folder, _key(), slot)
        with _locked(folder / f"{connection.vendor}.lock"):
            if not database.made():
                database.make(_migrate)
        database.copy()
        yield database
        connections.close_all()
        database.drop()


class SQLite:
    """The original is a file; the copy is written through SQLite itself, so open connections see it."""

    def __init__(self, folder: Path, key: str, slot: int) -> None:
        self.folder = folder
        self.original = folder / f"{key}.sqlite3"
        self.mine = folder / f"run-{slot}.sqlite3"

    def made(self) -> bool:
        return self.original.exists()

    def make(self, migrate: Callable[[], None]) -> None:
        for old in self.folder.glob("*.sqlite3*"):
            if not old.name.startswith("run-"):
                old.unlink()
        unfinished = self.original.with_suffix(".unfinished")
        _remove(unfinished)
        _use(str(unfinished))
        migrate()
        connection.close()
        # Closing the last connection has moved the write-ahead log into the file.
        unfinished.rename(self.original)

    def copy(self) -> None:
        connection.close()
        _use(str(self.mine))
        if not self.mine.exists():
            with contextlib.closing(sqlite3.connect(self.mine)) as new:
                new.execute("PRAGMA journal_mode=WAL")
        source = sqlite3.connect(f"file:{self.original}?mode=ro", uri=True)
        target = sqlite3.connect(self.mine, timeout=20)
        with contextlib.closing(source), contextlib.closing(target):
            target.execute("PRAGMA synchronous=OFF")
            source.backup(target)

    restore = copy

    def drop(self) -> None:
        _remove(self.mine)


class PostgreSQL:
    """The original is a database that serves as a template of others.

    To make one from it takes most of a second, for its thousand files; so a test that committed gets its
    rows put back instead.
    """

    def __init__(self, folder: Path, key: str, slot: int) -> None:
        self.original = f"portal_original_{key}"
        self.mine = f"portal_run_{slot}"

    def made(self) -> bool:
        return self.original in self._ask("SELECT datname FROM pg_database")

    def make(self, migrate: Callable[[], None]) -> None:
        for old in self._ask(
            "SELECT datname FROM pg_database WHERE datname ~ '^portal_(orig|unf)'"
        ):
            self._do(f'DROP DATABASE "{old}" WITH (FORCE)')
        self._do('CREATE DATABASE "portal_unfinished"')
        _use("portal_unfinished")
        migrate()
        connection.close()
        self._do(f'ALTER DATABASE "portal_unfinished" RENAME TO "{self.original}"')

    def copy(self) -> None:
        self._do(f'DROP DATABASE IF EXISTS "{self.mine}" WITH (FORCE)')
        self._do(f'CREATE DATABASE "{self.mine}" TEMPLATE "{self.original}"')
        _use(self.mine)
        self.rows = rows.remember()

    def restore(self) -> None:
        connection.close()
        rows.put_back(self.rows)

    def drop(self) -> None:
        self._do(f'DROP DATABASE IF EXISTS "{self.mine}" WITH (FORCE)')

    def _do(self, statement: str) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(statement)

    def _ask(self, query: str) -> list[str]:
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(query)
            return [row[0] for row in cursor.fetchall()]


def _use(name: str) -> None:
    """Point the default connection, and those that threads will open, at another database."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def _key() -> str:
    """A hash over the migrations of every installed app, theirs and ours."""
    digest = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for migration in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(f"{app.label}/{migration.name}".encode())
            digest.update(migration.read_bytes())
    return digest.hexdigest()[:16]


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _slot(folder: Path) -> Iterator[int]:
    """A number that no other process that runs tests has; the system frees it when the process dies."""
    for number in range(1000):
        with (folder / f"run-{number}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield number
            return
    raise RuntimeError("More than a thousand processes run tests.")
