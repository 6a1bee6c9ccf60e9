"""DATABASE_URL: what it means, and that a bad one stops the start with the variable's name."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings.databases import database

NAME = "PORTAL_SETTING"


def read(url: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    monkeypatch.setenv(NAME, url)
    return database(NAME, Path("default.sqlite3"))


def test_a_sqlite_database_has_the_options_that_it_needs_as_a_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = read(f"sqlite:///{tmp_path}/a%20file.sqlite3", monkeypatch)
    assert described["NAME"] == f"{tmp_path}/a file.sqlite3"
    assert described["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }


# A database may be told otherwise in its address.
NO_JIT = {"options": "-c jit=off"}


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        (
            "postgres://ann:p%40ss@db.example:5433/portal?sslmode=require",
            ("portal", "ann", "p@ss", "db.example", "5433", {"sslmode": "require", **NO_JIT}),
        ),
        (
            "postgres:///portal?options=-c%20jit%3Don",
            ("portal", "", "", "", "", {"options": "-c jit=on"}),
        ),
        ("postgresql:///portal", ("portal", "", "", "", "", NO_JIT)),
        (
            "postgres://ann@/portal?host=/run/db",
            ("portal", "ann", "", "", "", {"host": "/run/db", **NO_JIT}),
        ),
    ],
)
def test_a_postgresql_address_is_taken_apart(
    url: str, parts: tuple, monkeypatch: pytest.MonkeyPatch
) -> None:
    described = read(url, monkeypatch)
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    assert tuple(described[name] for name in names) == parts
    assert described["ENGINE"] == "django.db.backends.postgresql"


@pytest.mark.parametrize("value", [None, "", "  "], ids=["not set", "empty", "blank"])
def test_without_a_url_it_is_sqlite_in_the_default_file(
    value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(NAME, raising=False)
    if value is not None:
        monkeypatch.setenv(NAME, value)
    # Letters that mean something in a URL mean nothing in a path.
    assert database(NAME, Path("/var/100%25?/db.sqlite3"))["NAME"] == "/var/100%25?/db.sqlite3"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://host/name", "must begin with"),
        ("nonsense", "must begin with"),
        ("sqlite://", "write sqlite:///PATH"),
        ("sqlite:///", "write sqlite:///PATH"),
        ("sqlite:///{here}/db.sqlite3?timeout=5", "write sqlite:///PATH"),
        ("sqlite:///{here}/none/db.sqlite3", "there is no folder '{here}/none'"),
        ("sqlite:///{here}", "which is a folder"),
        ("postgres://host", "names no database"),
        ("postgres://host/", "names no database"),
        ("postgres://host:many/name", "is not a database URL"),
        ("postgres://host/name?sslmod=require", "invalid connection option"),
        ("postgres://host/name?pool=true", "invalid connection option"),
        ("postgres://host/name?sslmode", "cannot read"),
    ],
)
def test_a_bad_url_stops_the_start_with_the_name_of_the_variable(
    url: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImproperlyConfigured, match=NAME) as raised:
        read(url.format(here=tmp_path), monkeypatch)
    assert why.format(here=tmp_path) in str(raised.value)
    assert "\n" not in str(raised.value)
