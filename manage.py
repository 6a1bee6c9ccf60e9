#!/usr/bin/env python
"""Entry to the portal's management commands."""

import os
import sys

import django
from django.conf import settings
from django.core.management import execute_from_command_line

from portal.settings.databases import described
from portal.settings.start import read_settings

# These neither read the database nor write to it.
WITHOUT_DATABASE = {"check", "collectstatic", "help", "version", "--help", "--version"}


def main(command: str) -> None:
    given = bool(os.environ.get("DJANGO_SETTINGS_MODULE")) or any(
        argument.startswith("--settings") for argument in sys.argv
    )
    read_settings(sys.argv[2:])
    if command not in WITHOUT_DATABASE:
        if not given:
            where = described(settings.DATABASES["default"])
            sys.stderr.write(f"DJANGO_SETTINGS_MODULE is not set: settings for trying, {where}.\n")
        django.setup()
        # It has models, which are there only now.
        from portal.common import installation

        installation.begin()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "help")
