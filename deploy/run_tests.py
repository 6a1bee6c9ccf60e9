"""Runs pytest once for each database, and sums up both runs in a last line like pytest's own.

    python -m deploy.run_tests [pytest's arguments]

ON says on which databases: "sqlite postgresql" if it is not set. On PostgreSQL only those tests run that
touch the database (tests/conftest.py chooses them).
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deploy import postgres

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
# In pytest's order, with the word for more than one. What was deselected is told for each database alone.
COUNTED = {
    "failed": "failed",
    "passed": "passed",
    "skipped": "skipped",
    "xfailed": "xfailed",
    "xpassed": "xpassed",
    "warnings": "warnings",
    "error": "errors",
}
INTERRUPTED, NOTHING_COLLECTED = 2, 5


@dataclass(frozen=True)
class Run:
    database: str
    code: int
    counts: Counter[str]
    seconds: float

    def line(self) -> str:
        left_out = self.counts.get("deselected", 0)
        more = f" ({left_out} left out)" if left_out else ""
        return f"{NAMES[self.database]:11} {summary(self.counts)} in {self.seconds:.0f} s{more}"


def main(arguments: list[str]) -> int:
    began = time.monotonic()
    wanted = (os.environ.get("ON") or "sqlite postgresql").split()
    unknown = set(wanted) - set(NAMES)
    if unknown:
        sys.exit(f"ON names {', '.join(unknown)}; write sqlite, postgresql or both.")
    runs: list[Run] = []
    for database in wanted:
        with _address_of(database) as address:
            runs.append(_run(database, address, arguments))
        if runs[-1].code == INTERRUPTED or (runs[-1].code and {"-x", "--exitfirst"} & {*arguments}):
            break
    print()
    for run in runs:
        print(run.line())
    for database in wanted[len(runs) :]:
        print(f"{NAMES[database]:11} not run")
    total = sum((run.counts for run in runs), Counter())
    code = exit_code([run.code for run in runs])
    print(closing_line(total, time.monotonic() - began, complete=len(runs) == len(wanted)))
    return code


def exit_code(codes: list[int]) -> int:
    """The first failure of all; nothing collected is one only when no run collected anything."""
    failures = [code for code in codes if code not in (0, NOTHING_COLLECTED)]
    if failures:
        return failures[0]
    return 0 if 0 in codes else NOTHING_COLLECTED


def summary(counts: Counter[str]) -> str:
    """ "3 failed, 120 passed, 1 error", as pytest writes it."""
    parts = []
    for name, plural in COUNTED.items():
        number = counts.get(name, 0)
        word = name.removesuffix("s") if name == "warnings" and number == 1 else plural
        if name == "error" and number == 1:
            word = "error"
        if number:
            parts.append(f"{number} {word}")
    return ", ".join(parts) or "no tests ran"


def closing_line(counts: Counter[str], seconds: float, *, complete: bool) -> str:
    """One line over all runs, in the form of pytest's."""
    whole = "" if complete else ", stopped early"
    return f" {summary(counts)}{whole} in {seconds:.2f}s ".center(80, "=")


@contextlib.contextmanager
def _address_of(database: str) -> Iterator[str | None]:
    if database == "postgresql":
        with postgres.server() as address:
            yield address
    else:
        yield None


def _run(database: str, address: str | None, arguments: list[str]) -> Run:
    began = time.monotonic()
    print(f"\nOn {NAMES[database]}:", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "counts.json"
        environment = {**os.environ, "PORTAL_TEST_COUNTS": str(told)}
        environment.pop("DATABASE_URL", None)
        if address:
            environment["DATABASE_URL"] = address
        child = subprocess.Popen([sys.executable, "-m", "pytest", *arguments], env=environment)
        # Ctrl-C reaches pytest too: it ends by itself, and what it counted is summed up.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            code = child.wait()
        finally:
            signal.signal(signal.SIGINT, before)
        counts = Counter(json.loads(told.read_text())) if told.exists() else Counter()
    if code not in (0, NOTHING_COLLECTED) and not counts["failed"] and not counts["error"]:
        # It ended without saying what it counted: that is an error and must read as one.
        counts["error"] += 1
    return Run(database, code, counts, time.monotonic() - began)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
