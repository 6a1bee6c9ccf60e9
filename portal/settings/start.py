"""The start: settings that cannot be read, or do not fit together, stop it with one line, not with a trace."""

import os
import sys
from importlib import import_module
from types import ModuleType

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandParser, handle_default_options

# Where mail servers speak TLS from the first byte; EMAIL_USE_TLS asks for it after a greeting in plain text.
TLS_FROM_THE_FIRST_BYTE = 465


def read_settings(arguments: list[str] | None = None) -> None:
    """Read the settings that the environment (or `--settings` in a command's arguments) names.

    Where a variable is unreadable, says which on standard error and ends the process with 1.
    """
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
    parser = CommandParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--settings")
    parser.add_argument("--pythonpath")
    options, _ = parser.parse_known_args(arguments or [])
    handle_default_options(options)
    try:
        check_mail(_settings(os.environ["DJANGO_SETTINGS_MODULE"]))
    except ImproperlyConfigured as error:
        sys.stderr.write(f"portal cannot start: {error}\n")
        raise SystemExit(1) from None


def _settings(name: str) -> ModuleType:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{name}.".startswith(f"{error.name}."):
            raise
        raise ImproperlyConfigured(
            f"DJANGO_SETTINGS_MODULE is {name!r}, and that module does not exist."
        ) from None


def check_mail(settings: ModuleType) -> None:
    """Raises ImproperlyConfigured where no email could ever be sent."""
    module, _, name = settings.EMAIL_BACKEND.rpartition(".")
    try:
        found = isinstance(getattr(import_module(module), name, None), type)
    except ImportError:
        found = False
    except (
        Exception
    ):  # it wants more of Django than is there yet; that does not say that it is missing
        found = True
    if not found:
        raise ImproperlyConfigured(
            f"EMAIL_BACKEND is {settings.EMAIL_BACKEND!r}, and that class does not exist."
        )
    if settings.EMAIL_USE_TLS and settings.EMAIL_PORT == TLS_FROM_THE_FIRST_BYTE:
        raise ImproperlyConfigured(
            "EMAIL_PORT is 465, where EMAIL_USE_TLS does not work; write the server’s port for STARTTLS, mostly 587."
        )
    if bool(settings.EMAIL_HOST_USER) != bool(settings.EMAIL_HOST_PASSWORD):
        raise ImproperlyConfigured(
            "Of EMAIL_HOST_USER and EMAIL_HOST_PASSWORD only one is set; set both or neither."
        )
