"""Brings the database up to date and fills it: schema, starter program, demonstration cohort, sign-ins.

Repeatable, and fast when there is nothing to do: all in one process, because starting Django is what takes time.
"""

import io
import time

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from portal.settings.start import read_settings


def main() -> None:
    began = time.monotonic()
    read_settings()
    django.setup()
    migrate()
    fill()
    say(f"The database is ready ({time.monotonic() - began:.0f} s).\n")
    call_command("show_sign_ins")


def fill() -> None:
    """The demonstration goes first: it brings the program along, with a past in which people learned."""
    if settings.DEMONSTRATION_ALLOWED:
        say("Demonstration cohort:")
        try:
            call_command("load_demo")
        except CommandError as error:
            say(str(error))
    say("Starter program:")
    call_command("load_program")


def migrate() -> None:
    """Applies the migrations that are missing, with a dot for every ten; says nothing when none is."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        print(f"Database: {len(missing)} migrations ", end="", flush=True)
        call_command("migrate", interactive=False, no_color=True, stdout=Dots())
        # A migration knows the tables of its day alone, so what is projected is worked out afterwards.
        call_command("rebuild_facts", stdout=io.StringIO())
        say(" done")


class Dots(io.StringIO):
    """Stands for the output of `migrate`, which has one line a migration."""

    applied = 0

    def write(self, text: str) -> int:
        if text.strip() == "OK":
            self.applied += 1
            if self.applied % 10 == 0:
                print(".", end="", flush=True)
        return len(text)


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        # What was done is kept, or undone as a whole.
        raise SystemExit(
            "\nInterrupted. The same command goes on where this one stopped."
        ) from None
