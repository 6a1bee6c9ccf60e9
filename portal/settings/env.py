"""Typed readers for environment variables.

Every reader names the variable in its error, so that a start with a bad value stops with a line an
operator can act on. A variable that is set but empty counts as not set.
"""

import os
import re
from importlib.util import find_spec
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


def _read(name: str) -> str:
    return os.environ.get(name, "").strip()


def text(name: str, default: str | None = None) -> str:
    """The value of `name`; without a default the variable is required."""
    value = _read(name)
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set, and the portal cannot start without it.")
    return default


def flag(name: str, default: bool) -> bool:
    """A yes-or-no variable: 1/true/yes/on or 0/false/no/off, in any case."""
    value = _read(name).lower()
    if not value:
        return default
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; write yes or no.")


def number(name: str, default: int, *, least: int = 0, most: int = 2**31) -> int:
    """A whole number between `least` and `most`."""
    value = _read(name)
    if not value:
        return default
    if not re.fullmatch(r"-?[0-9]+", value) or not least <= int(value) <= most:
        raise ImproperlyConfigured(
            f"{name} is {value!r}; write a whole number from {least} to {most}."
        )
    return int(value)


def words(name: str, default: list[str]) -> list[str]:
    """A list separated by commas or spaces."""
    value = _read(name)
    return re.split(r"[,\s]+", value.strip(", ")) if value else default


def url(name: str, default: str | None = None) -> str:
    """The address of a site, such as `https://portal.example`, without a slash at its end.

    Without a default the variable is required.
    """
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or value != f"{parts.scheme}://{parts.netloc}" or "@" in parts.netloc:
        raise ImproperlyConfigured(f"{name} is {value!r}; write an address like https://HOST.")
    return value


def backend(name: str, default: str) -> str:
    """The dotted name of a class whose module is installed."""
    value = text(name, default)
    module, _, attribute = value.rpartition(".")
    try:
        found = bool(module) and attribute.isidentifier() and find_spec(module) is not None
    except (ImportError, ValueError):
        found = False
    if not found:
        raise ImproperlyConfigured(f"{name} is {value!r}, and there is no such module.")
    return value


def database(name: str, default: str) -> dict[str, object]:
    """Django's description of the database at the URL in `name`.

    Understands `sqlite:///PATH` and `postgres://USER:PASSWORD@HOST:PORT/NAME?option=value`.
    """
    url = text(name, default)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not a database URL: {error}.") from None
    if parts.scheme == "sqlite":
        path = unquote(url.removeprefix("sqlite:///"))
        if not path or "://" in path:
            raise ImproperlyConfigured(f"{name} is {url!r}; write sqlite:///PATH.")
        return sqlite(path)
    if parts.scheme in {"postgres", "postgresql"}:
        dbname = unquote(parts.path.lstrip("/"))
        if not dbname:
            raise ImproperlyConfigured(f"{name} names no database; write postgres://…/NAME.")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": dbname,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(port or ""),
            "OPTIONS": dict(parse_qsl(parts.query)),
            # A new connection for every request makes a bare view several times slower.
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"{name} must begin with sqlite:/// or postgres://.")


def sqlite(path: str) -> dict[str, object]:
    """SQLite as an embedded server database: one writer at a time, and every commit on disk."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        },
        # To open the file anew for every request, and to read its schema again, costs some milliseconds.
        # Not for ever: where a copy was restored while the portal runs, the file that was open before is let go.
        "CONN_MAX_AGE": 60,
    }
