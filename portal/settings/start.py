"""The start: settings that cannot be read stop it with one line, not with a trace."""

import os
import sys
from importlib import import_module

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandParser, handle_default_options


def read_settings(arguments: list[str] | None = None) -> None:
    """Read the settings that the environment (or `--settings` in a command's arguments) names.

    Where a variable is unreadable, says which on standard error and ends the process with 1.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    parser = CommandParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--settings")
    parser.add_argument("--pythonpath")
    options, _ = parser.parse_known_args(arguments or [])
    handle_default_options(options)
    try:
        import_module(os.environ["DJANGO_SETTINGS_MODULE"])
    except ImproperlyConfigured as error:
        sys.stderr.write(f"portal cannot start: {error}\n")
        raise SystemExit(1) from None
