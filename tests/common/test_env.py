"""Environment variables: a bad one stops the start with its name, an empty one counts as not set."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import env

NAME = "PORTAL_SETTING"


@pytest.mark.parametrize(
    ("read", "value", "result"),
    [
        (lambda: env.text(NAME, "plain"), "written", "written"),
        (lambda: env.text(NAME), "  written  ", "written"),
        (lambda: env.flag(NAME, False), "1", True),
        (lambda: env.flag(NAME, False), "Yes", True),
        (lambda: env.flag(NAME, False), "ON", True),
        (lambda: env.flag(NAME, False), "true", True),
        (lambda: env.flag(NAME, True), "0", False),
        (lambda: env.flag(NAME, True), "No", False),
        (lambda: env.flag(NAME, True), "off", False),
        (lambda: env.flag(NAME, True), "false", False),
        (lambda: env.number(NAME, 5), "12", 12),
        (lambda: env.number(NAME, 5, least=1, most=12), "1", 1),
        (lambda: env.number(NAME, 5, least=-3), "-3", -3),
        (
            lambda: env.words(NAME, []),
            "a.example, b.example c.example",
            ["a.example", "b.example", "c.example"],
        ),
        (lambda: env.words(NAME, []), "a.example,", ["a.example"]),
        (lambda: env.url(NAME), "https://a.example/", "https://a.example"),
        (lambda: env.url(NAME), "http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        (lambda: env.backend(NAME, ""), "json.JSONDecoder", "json.JSONDecoder"),
    ],
)
def test_a_good_value_is_read(
    read: Callable[[], object], value: str, result: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAME, value)
    assert read() == result


@pytest.mark.parametrize("value", [None, "", "   "], ids=["not set", "empty", "blank"])
@pytest.mark.parametrize(
    ("read", "default"),
    [
        (lambda: env.text(NAME, "plain"), "plain"),
        (lambda: env.flag(NAME, True), True),
        (lambda: env.flag(NAME, False), False),
        (lambda: env.number(NAME, 5), 5),
        (lambda: env.words(NAME, ["here"]), ["here"]),
    ],
)
def test_an_empty_value_is_the_default(
    read: Callable[[], object],
    default: object,
    value: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(NAME, raising=False)
    if value is not None:
        monkeypatch.setenv(NAME, value)
    assert read() == default


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda: env.text(NAME), ""),
        (lambda: env.flag(NAME, True), "maybe"),
        (lambda: env.flag(NAME, True), "2"),
        (lambda: env.number(NAME, 5), "five"),
        (lambda: env.number(NAME, 5), "1.5"),
        (lambda: env.number(NAME, 5), "-1"),
        (lambda: env.number(NAME, 5), "١"),
        (lambda: env.number(NAME, 5, most=12), "13"),
        (lambda: env.url(NAME), ""),
        (lambda: env.url(NAME), "a.example"),
        (lambda: env.url(NAME), "ftp://a.example"),
        (lambda: env.url(NAME), "https://"),
        (lambda: env.url(NAME), "https://a.example/portal"),
        (lambda: env.url(NAME), "https://ann:secret@a.example"),
        (lambda: env.url(NAME), "https://a.example:many"),
        (lambda: env.url(NAME), "https://a.example?x"),
        (lambda: env.backend(NAME, ""), "console"),
        (lambda: env.backend(NAME, ""), "no.such.Backend"),
        (lambda: env.backend(NAME, ""), "json."),
        (lambda: env.database(NAME, ""), ""),
        (lambda: env.database(NAME, ""), "mysql://host/name"),
        (lambda: env.database(NAME, ""), "sqlite://"),
        (lambda: env.database(NAME, ""), "sqlite:///"),
        (lambda: env.database(NAME, ""), "postgres://host"),
        (lambda: env.database(NAME, ""), "postgres://host/"),
        (lambda: env.database(NAME, ""), "postgres://host:many/name"),
        (lambda: env.database(NAME, ""), "nonsense"),
    ],
)
def test_a_bad_value_stops_the_start_with_the_name_of_the_variable(
    read: Callable[[], object], value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        read()


def test_a_sqlite_database_has_the_options_that_it_needs_as_a_server() -> None:
    described = env.database(NAME, "sqlite:////srv/portal/a%20file.sqlite3")
    assert described["NAME"] == "/srv/portal/a file.sqlite3"
    assert described["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        (
            "postgres://ann:p%40ss@db.example:5433/portal?sslmode=require",
            ("portal", "ann", "p@ss", "db.example", "5433", {"sslmode": "require"}),
        ),
        ("postgresql:///portal", ("portal", "", "", "", "", {})),
        (
            "postgres://ann@/portal?host=/run/db",
            ("portal", "ann", "", "", "", {"host": "/run/db"}),
        ),
    ],
)
def test_a_postgresql_address_is_taken_apart(url: str, parts: tuple) -> None:
    described = env.database(NAME, url)
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    assert tuple(described[name] for name in names) == parts
    assert described["ENGINE"] == "django.db.backends.postgresql"
