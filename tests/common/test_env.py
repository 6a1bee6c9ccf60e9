"""Environment variables: a bad one stops the start with its name, an empty one counts as not set."""

from collections.abc import Callable
from pathlib import Path

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
        (lambda: env.url(NAME), "http://[::1]:8000", "http://[::1]:8000"),
        (lambda: env.backend(NAME, ""), "json.JSONDecoder", "json.JSONDecoder"),
        (lambda: env.secret(NAME, least=32), "k" * 32, "k" * 32),
        (lambda: env.host(NAME, ""), "mail.hospital.example", "mail.hospital.example"),
        (lambda: env.host(NAME, ""), "localhost", "localhost"),
        (lambda: env.host(NAME, ""), "192.0.2.7", "192.0.2.7"),
        (lambda: env.host(NAME, ""), "2001:db8::7", "2001:db8::7"),
        (
            lambda: env.hosts(NAME, []),
            "portal.example, .hospital.example,192.0.2.7 [::1] *",
            ["portal.example", ".hospital.example", "192.0.2.7", "[::1]", "*"],
        ),
        (lambda: env.email(NAME, ""), "office@portal.example", "office@portal.example"),
        (lambda: env.sender(NAME, ""), "office@portal.example", "office@portal.example"),
        (
            lambda: env.sender(NAME, ""),
            "Peer Support <office@portal.example>",
            "Peer Support <office@portal.example>",
        ),
        (
            lambda: env.sender(NAME, ""),
            '"Support, Peer" <office@portal.example>',
            '"Support, Peer" <office@portal.example>',
        ),
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
        (lambda: env.hosts(NAME, ["portal.example"]), ["portal.example"]),
        (lambda: env.host(NAME, "localhost"), "localhost"),
        (lambda: env.email(NAME, "a@portal.example"), "a@portal.example"),
        (lambda: env.sender(NAME, "A <a@portal.example>"), "A <a@portal.example>"),
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
        (lambda: env.text(NAME, ""), "two\nlines"),
        (lambda: env.url(NAME), "https://a b.example"),
        (lambda: env.url(NAME), "https://a.example:0"),
        (lambda: env.url(NAME), "https://[::1"),
        (lambda: env.url(NAME), "https://-a.example"),
        (lambda: env.secret(NAME, least=32), ""),
        (lambda: env.secret(NAME, least=32), "k" * 31),
        (lambda: env.host(NAME, ""), "mail hospital"),
        (lambda: env.host(NAME, ""), "mail.hospital.example:25"),
        (lambda: env.host(NAME, ""), "smtp://mail.hospital.example"),
        (lambda: env.host(NAME, ""), "[::1]"),
        (lambda: env.hosts(NAME, []), "https://portal.example"),
        (lambda: env.hosts(NAME, []), "portal.example:8000"),
        (lambda: env.hosts(NAME, []), "portal.example,a/b"),
        (lambda: env.hosts(NAME, []), "[::x]"),
        (lambda: env.hosts(NAME, []), "..portal.example"),
        (lambda: env.email(NAME, ""), "office"),
        (lambda: env.email(NAME, ""), "Peer Support <office@portal.example>"),
        (lambda: env.email(NAME, ""), "office@portal.example\nBcc: x@portal.example"),
        (lambda: env.sender(NAME, ""), "Peer Support"),
        (lambda: env.sender(NAME, ""), "Peer Support <office>"),
        (lambda: env.sender(NAME, ""), "Peer <office@portal.example> x@portal.example"),
        (lambda: env.sender(NAME, ""), "a@portal.example, b@portal.example"),
        (lambda: env.sender(NAME, ""), "Peer\nSupport <office@portal.example>"),
    ],
)
def test_a_bad_value_stops_the_start_with_the_name_of_the_variable(
    read: Callable[[], object], value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        read()


def test_a_secret_that_is_too_short_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "hunter2")
    with pytest.raises(ImproperlyConfigured, match="has 7 characters") as raised:
        env.secret(NAME, least=32)
    assert "hunter2" not in str(raised.value)


def test_a_folder_is_made_where_it_can_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, str(tmp_path / "a/b"))
    assert env.folder(NAME, tmp_path) == tmp_path / "a/b"
    assert (tmp_path / "a/b").is_dir()
    monkeypatch.delenv(NAME)
    assert env.folder(NAME, tmp_path) == tmp_path
    (tmp_path / "file").touch()
    for place in ("file", "file/below"):
        monkeypatch.setenv(NAME, str(tmp_path / place))
        with pytest.raises(ImproperlyConfigured, match=f"{NAME} is .*, which cannot be made"):
            env.folder(NAME, tmp_path)
