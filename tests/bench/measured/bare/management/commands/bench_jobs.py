"""Measures what no one waits for: the nightly run, the rebuilding of what is projected, the drawing of certificates."""

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from certification.enums import Standing
from certification.models import Certificate
from measured.counting import Statements
from measured.meter import Meter

NIGHTLY, REBUILD, DRAWING = "Nightly run", "Rebuild of the facts", "A certificate, drawn"
REBUILDS = "rebuild_facts"
# Where a certificate is drawn, newest first.
DRAWN_IN = ["certification.documents.certificate.page", "certification.certificate_document"]
DRAWN = 20


class Command(BaseCommand):
    help = "Measures the jobs of a bench."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--postgres", type=int, default=0, help="The process of PostgreSQL.")
        parser.add_argument("--into", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        self.meter = Meter(postgres=options["postgres"])
        reconcile = lambda: call_command("reconcile", stdout=sys.stderr)  # noqa: E731
        reconcile()
        moved = _move_a_quarter()
        found = {NIGHTLY: {"people": moved, **self._cost(reconcile)}}
        if REBUILDS in get_commands():
            found[REBUILD] = self._cost(lambda: call_command(REBUILDS, stdout=sys.stderr))
        if (draw := _drawing()) is not None:
            draw()
            found[DRAWING] = {"ms": self._cost(draw)["cpu_s"] * 1000 / DRAWN}
        options["into"].write_text(json.dumps(found))

    def _cost(self, job: Callable[[], object]) -> dict[str, float]:
        """Seconds of the processor in this process and in PostgreSQL, and statements."""
        statements = Statements()
        before = time.process_time() + self.meter.read()
        with connection.execute_wrapper(statements):
            job()
        return {
            "cpu_s": time.process_time() + self.meter.read() - before,
            "statements": statements.number,
        }


def _move_a_quarter() -> int:
    """Have the ledger say of every fourth supporter another standing than the gate does: the next run enters theirs.

    Of those who are lapsed it says that they were active: the run emails them and their leaders.
    Written past everything that guards the ledger, in a database that serves for nothing else.
    """
    last = (
        "SELECT max(id) FROM certification_ledgerentry WHERE kind = 'standing' GROUP BY supporter_id "
        "HAVING supporter_id %% 4 = 0"
    )
    other = (
        f"CASE standing WHEN '{Standing.LAPSED}' THEN '{Standing.ACTIVE}' "
        f"WHEN '{Standing.IN_TRAINING}' THEN '{Standing.AWAITING_ENDORSEMENT}' "
        f"ELSE '{Standing.IN_TRAINING}' END"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE certification_ledgerentry SET standing = {other} WHERE id IN ({last})",  # noqa: S608
            [],
        )
        return int(cursor.rowcount)


def _drawing() -> Callable[[], None] | None:
    """Draws some certificates; None where this portal draws them elsewhere, or has none."""
    certificates = list(Certificate.objects.order_by("pk")[:DRAWN])
    for name in DRAWN_IN:
        try:
            draw = importlib.import_module(name).certificate_pdf
        except (ModuleNotFoundError, AttributeError):
            continue
        return lambda: [draw(certificate) for certificate in certificates] and None
    return None
