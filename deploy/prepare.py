"""Brings the database up to date and fills it: schema, starter program, demonstration cohort, sign-ins.

Repeatable, and fast when there is nothing to do: all in one process, because starting Django is what takes time.
"""

import fcntl
import hashlib
import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from portal.settings.start import read_settings

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    began = time.monotonic()
    read_settings()
    django.setup()
    with alone():
        migrate()
        fill()
        collect()
    say(f"The database is ready ({time.monotonic() - began:.0f} s).\n")
    call_command("show_sign_ins")


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other process prepares this folder: two first starts would make the same tables."""
    with (Path(settings.VAR_DIR) / "prepare.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another make is preparing this folder; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


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


def collect() -> None:
    """Names the static files by their content and compresses them, as in production, where they or what does so changed."""
    made = Path(settings.VAR_DIR) / "stamps" / "static"
    now = _fingerprint()
    is_there = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    if is_there and made.exists() and made.read_text() == now:
        return
    began = time.monotonic()
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    made.parent.mkdir(exist_ok=True)
    made.write_text(now)
    say(f"Static files are compressed ({time.monotonic() - began:.0f} s).")


def _fingerprint() -> str:
    """Of the files of the design system and of the versions of everything else."""
    files = sorted(path for path in Path(settings.ASSETS_DIR).rglob("*") if path.is_file())
    digest = hashlib.sha256((ROOT / "requirements" / "base.txt").read_bytes())
    for path in files:
        digest.update(str(path.relative_to(settings.ASSETS_DIR)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


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
