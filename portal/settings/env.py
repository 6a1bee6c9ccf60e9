"""Typed readers for environment variables; those for the database are in `portal.settings.databases`,
those that only a real installation asks for in `portal.settings.strict`.

Every reader names the variable in its error, so that a start with a bad value stops with a line an
operator can act on. A variable that is set but empty counts as not set.
"""

import ipaddress
import os
import re
import zoneinfo
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?")


def _read(name: str) -> str:
    return os.environ.get(name, "").strip()


def text(name: str, default: str | None = None) -> str:
    """The value of `name`, one line; without a default the variable is required."""
    value = _read(name)
    if _CONTROL.search(value):
        raise ImproperlyConfigured(f"{name} holds a line break or another control character.")
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


def secret(name: str, *, least: int) -> str:
    """A required secret of at least so many characters. The error does not show it."""
    value = text(name)
    if len(value) < least:
        raise ImproperlyConfigured(
            f"{name} has {len(value)} characters; write at least {least} that nobody can guess."
        )
    return value


def zone(name: str, default: str) -> str:
    """The name of a time zone, such as `America/Denver`."""
    value = text(name, default)
    if value not in zoneinfo.available_timezones():
        raise ImproperlyConfigured(
            f"{name} is {value!r}; write a time zone’s name like America/Denver."
        )
    return value


def folder(name: str, default: Path) -> Path:
    """A folder to write to, which is made where it is missing."""
    path = Path(text(name, str(default)))
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} is {str(path)!r}, which cannot be made: {error.strerror}."
        ) from None
    if not os.access(path, os.W_OK):
        raise ImproperlyConfigured(f"{name} is {str(path)!r}, which cannot be written to.")
    return path


def host(name: str, default: str | None = None) -> str:
    """The name or number of a machine, without port (and, unlike in an address, without brackets).

    Without a default the variable is required.
    """
    value = text(name, default)
    if not (_is_number(value) if ":" in value else _HOST.fullmatch(value)):
        raise ImproperlyConfigured(f"{name} is {value!r}; write the name of a machine.")
    return value


def hosts(name: str, default: list[str]) -> list[str]:
    """Names of hosts as Django's ALLOWED_HOSTS takes them: without scheme or port; `.example` stands for all below it."""
    found = words(name, default)
    for value in found:
        if value != "*" and not is_host(value.removeprefix(".")):
            raise ImproperlyConfigured(
                f"{name} names {value!r}; write names like portal.example, separated by commas."
            )
    return found


def is_host(value: str) -> bool:
    """Whether this is a host's name or number as addresses have it: an IPv6 number stands in brackets."""
    if value.startswith("[") and value.endswith("]"):
        return _is_number(value[1:-1])
    return len(value) <= 253 and bool(_HOST.fullmatch(value))


def _is_number(value: str) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True


def url(name: str, default: str | None = None) -> str:
    """The address of a site, such as `https://portal.example`, without a slash at its end.

    Without a default the variable is required.
    """
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        # The host as it was written, with the brackets of a number.
        written = parts.netloc if parts.port is None else parts.netloc.rpartition(":")[0]
        good = parts.scheme in {"http", "https"} and parts.port != 0 and is_host(written)
    except ValueError:
        good = False
    if not good or value != f"{parts.scheme}://{parts.netloc}":
        raise ImproperlyConfigured(f"{name} is {value!r}; write an address like https://HOST.")
    return value


def email(name: str, default: str | None = None) -> str:
    """An email address alone; without a default the variable is required."""
    value = text(name, default)
    if not _is_address(value):
        raise ImproperlyConfigured(f"{name} is {value!r}; write an address like name@HOST.")
    return value


def sender(name: str, default: str | None = None) -> str:
    """An email address, alone or as `Name <address>`; without a default the variable is required."""
    value = text(name, default)
    # What the parser leaves out, such as a second address, must not be lost without a word.
    named = re.fullmatch(r"[^<>@]*<([^<>]+)>", value)
    if not _is_address(parseaddr(value)[1] if named else value):
        raise ImproperlyConfigured(
            f"{name} is {value!r}; write an address like name@HOST or Name <name@HOST>."
        )
    return value


def _is_address(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True


def backend(name: str, default: str) -> str:
    """The dotted name of a class whose module is installed.

    The class itself is looked for once all settings are read (`portal.settings.start`): its module may ask for them.
    """
    value = text(name, default)
    module, _, attribute = value.rpartition(".")
    try:
        found = bool(module) and attribute.isidentifier() and find_spec(module) is not None
    except (ImportError, ValueError):
        found = False
    if not found:
        raise ImproperlyConfigured(f"{name} is {value!r}, and that module does not exist.")
    return value
