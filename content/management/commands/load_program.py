"""Loads the starter program: repeatable, and never over somebody's later change."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from content.starter.loading import load_program
from content.starter.texts import STARTER


class Command(BaseCommand):
    help = "Load the starter program: sections, course, guidance, program pages, resources, policy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from",
            dest="folder",
            type=Path,
            default=STARTER,
            help="The folder of starter texts (default: content/starter).",
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        report = load_program(folder)
        if report is None:
            self.stdout.write("Nothing to load: the starter texts are those that were loaded last.")
            return
        for line in report.lines():
            self.stdout.write(line)
