#!/usr/bin/env python
"""Entry to the portal's management commands."""

import sys

from django.core.management import execute_from_command_line

from portal.settings.start import read_settings

if __name__ == "__main__":
    read_settings(sys.argv[2:])
    execute_from_command_line(sys.argv)
