"""The databases on which the bench measures: SQLite, and PostgreSQL as Debian ships it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from deploy import postgres
from tests.bench.checkouts import VAR

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
DEBIANS = Path("/usr/lib/postgresql")
# Nothing but where it listens: all else is what its package says.
SETTINGS = {"listen_addresses": "''"}


def debians_programs() -> Path | None:
    """The folder of the newest PostgreSQL that Debian's packages installed; None where there is none."""
    found = [path.parent for path in DEBIANS.glob("*/bin/postgres")]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


@contextmanager
def cluster() -> Iterator[tuple[str, int]]:
    """A running PostgreSQL of the bench's own: the address of its first database, and its process.

    Without Debian's package it is the wheel's, which has no just-in-time compiler: the table says which it was.
    """
    programs = debians_programs()
    if programs is None:
        print("PostgreSQL: Debian's package is not installed (apt-get install postgresql).")
    kind = postgres.Kind(programs or postgres.wheels_programs(), VAR / "postgresql", SETTINGS)
    with postgres.server(kind) as url:
        pid = int((kind.home / "data" / "postmaster.pid").read_text().splitlines()[0])
        yield url, pid


def postgres_database(url: str, name: str) -> str:
    """The address of a database of this name, made anew."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')
    return url.replace("/postgres?", f"/{name}?")


def sqlite_database(folder: Path) -> str:
    """The address of a database in a folder, with nothing left of the one before."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "db.sqlite3"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    return f"sqlite:///{path}"
