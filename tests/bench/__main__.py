"""Runs the bench: python -m tests.bench

BENCH_SIZES ("1000 10000") and BENCH_DATABASES ("sqlite postgresql") choose what is measured; BENCH_BEFORE names another
checkout to measure beside this one. Writes var/bench/bench.json; ends with 1 where a goal is missed.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from tests.bench import databases, table
from tests.bench.checkouts import ROOT, VAR, Checkout, older
from tests.bench.client import Site, Visitor
from tests.bench.goals import Goal, goals_of
from tests.bench.measured.meter import Meter
from tests.bench.pages import BARE, measured_pages, pages_of
from tests.bench.server import ONE_THREAD, THREADS, memory_of, served
from tests.bench.writes import measured_writes


def main() -> int:
    sizes = sorted(int(word) for word in os.environ.get("BENCH_SIZES", "1000 10000").split())
    wanted = os.environ.get("BENCH_DATABASES", "sqlite postgresql").split()
    measured: table.Measured = {}
    with ExitStack() as stack:
        for database in wanted:
            for checkout, pid in _checkouts(database, stack):
                checkout.furnish()
                found = measured.setdefault(checkout.name, {})
                name = databases.SQLITE if database == "sqlite" else databases.POSTGRESQL
                found[name] = {str(size): _measure(checkout, size, pid) for size in sizes}
    return _tell(measured)


def _checkouts(database: str, stack: ExitStack) -> Iterator[tuple[Checkout, int]]:
    """Every checkout with an empty database, and the process of its PostgreSQL (0 on SQLite)."""
    before = older()
    roots = ({table.BEFORE: before} if before else {}) | {table.NOW: ROOT}
    if database == "sqlite":
        for name, root in roots.items():
            yield Checkout(name, root, databases.sqlite_database(VAR / name)), 0
        return
    url, pid = stack.enter_context(databases.cluster())
    for name, root in roots.items():
        yield Checkout(name, root, databases.postgres_database(url, f"bench_{name}")), pid


def _measure(checkout: Checkout, size: int, postgres: int) -> dict[str, Any]:
    """Everything about one size; the people of a smaller one stay."""
    _say(f"{checkout.name}, {'PostgreSQL' if postgres else 'SQLite'}, {size:,} people:")
    found = checkout.run("bench_prepare", supporters=size, postgres=postgres)
    _say(f" loaded ({found['loading_s']:.0f} s);")
    with served(checkout, ONE_THREAD) as (port, server):
        site = Site(port, Meter(server, postgres), found["cookie"])
        visitors = {part: Visitor(site, key) for part, key in found["keys"].items()}
        pages = measured_pages(site, visitors)
        _say(" pages;")
        learners = [Visitor(site, key) for key in found["learners"]]
        writes = measured_writes(found, visitors, learners)
    _say(" writes;")
    memory = _memory(checkout, found)
    jobs = checkout.run("bench_jobs", postgres=postgres)
    _say(" jobs.\n")
    return {
        "postgres": found["postgres"],
        "loading_s": found["loading_s"],
        "pages": {title: cost and cost.as_json() for title, cost in pages.items()},
        "writes": {title: cost.as_json() for title, cost in writes.items()},
        "memory": memory,
        "jobs": jobs,
    }


def _memory(checkout: Checkout, found: dict[str, Any]) -> int:
    """Bytes that the portal's process holds after all pages, with as many threads as it has when it is in use."""
    with served(checkout, THREADS) as (port, server):
        site = Site(port, Meter(server), found["cookie"])
        visitors = {part: Visitor(site, key) for part, key in found["keys"].items()}
        for _ in range(THREADS):
            visitors["supporter"].get(BARE)
        for page in pages_of(visitors):
            visitors[page.who].get(page.path)
        return memory_of(server)


def _tell(measured: table.Measured) -> int:
    path = VAR / "bench.json"
    path.write_text(json.dumps(measured, indent=2) + "\n")
    print(f"\n{table.table(measured)}\n")
    goals: list[Goal] = []
    for database, found in measured[table.NOW].items():
        goals += goals_of(database, {int(size): each for size, each in found.items()})
    for goal in goals:
        print(goal.line())
    missed = sum(not goal.is_met for goal in goals)
    print(f"\n{len(goals)} goals, {missed} missed. Written to {path.relative_to(ROOT)}")
    return 1 if missed else 0


def _say(text: str) -> None:
    print(text, end="", flush=True)


if __name__ == "__main__":
    sys.exit(main())
