"""Works out again what lists of people read: facts, standings and movements."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from certification.services.projecting import count_differences, project_everybody


class Command(BaseCommand):
    help = (
        "Projects everybody's facts and standings from the records, and writes what differs. Run it after an upgrade. "
        "With --check it writes nothing, and fails where something differs."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Compare, and write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            if wrong := count_differences():
                raise CommandError(f"Supporters whose projected facts differ: {wrong}.")
            self.stdout.write("What is projected is what the records say.")
        else:
            self.stdout.write(f"Supporters projected anew: {project_everybody()}.")
