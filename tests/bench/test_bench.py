"""`make bench`: what a page costs beside a bare Wagtail page, and the gate over 10,000 supporters.

BENCH_ROUNDS and BENCH_SUPPORTERS choose other sizes; BENCH_POSTGRES=1 times the gate on PostgreSQL too.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.bench.prepare import BARE, FOR_SCALE
from tests.bench.processes import run
from tests.bench.server import served

pytestmark = pytest.mark.bench

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "300"))
SUPPORTERS = int(os.environ.get("BENCH_SUPPORTERS", "10000"))
MOST_STATEMENTS = 15
MOST_RATIO = 1.0
MOST_SECONDS = 2.0


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    """Everything that the bench measures; also written to var/bench/bench.json and printed."""
    asked = run("tests.bench.prepare", SUPPORTERS)
    with served() as port:
        pages = run("tests.bench.load", port, ROUNDS, given=asked)
    for title, page in pages.items():
        page["ratio"] = page["median_ms"] / pages[BARE]["median_ms"]
        page["statements"] = asked[title]["statements"]
    results = {"pages": pages, "gate": {"SQLite": run("tests.bench.gate")}}
    if os.environ.get("BENCH_POSTGRES"):
        results["gate"]["PostgreSQL"] = _gate_on_postgres()
    path = Path(settings.VAR_DIR) / "bench" / "bench.json"
    path.write_text(json.dumps(results, indent=2) + "\n")
    print(f"\n{_table(results)}\nWritten to {path}")
    return results


def _gate_on_postgres() -> Any:
    return run("tests.bench.gate_on_postgres", SUPPORTERS)


def _table(results: dict[str, Any]) -> str:
    lines = [f"{'Page':<24}{'median ms':>10}{'95 %':>8}{'ratio':>8}{'SQL':>6}{'bytes':>9}"]
    for title, page in results["pages"].items():
        lines.append(
            f"{title:<24}{page['median_ms']:>10.2f}{page['p95_ms']:>8.2f}{page['ratio']:>8.2f}"
            f"{page['statements']:>6}{page['bytes']:>9}"
        )
    lines += ["", f"{'Gate':<24}{'supporters':>10}{'in SQL':>10}{'in Python':>12}"]
    for database, gate in results["gate"].items():
        lines.append(
            f"{database:<24}{gate['supporters']:>10}"
            f"{gate['with_standing_s']:>8.2f} s{gate['decisions_for_s']:>10.2f} s"
        )
    return "\n".join(lines)


def _ours(measured: dict[str, Any]) -> dict[str, Any]:
    return {title: page for title, page in measured["pages"].items() if title not in FOR_SCALE}


def test_no_page_of_ours_costs_more_than_a_bare_one(measured: dict[str, Any]) -> None:
    ratios = {title: page["ratio"] for title, page in _ours(measured).items()}
    assert {title: ratio for title, ratio in ratios.items() if ratio > MOST_RATIO} == {}


def test_no_page_of_ours_needs_more_statements_than_allowed(measured: dict[str, Any]) -> None:
    counts = {title: page["statements"] for title, page in _ours(measured).items()}
    assert {title: count for title, count in counts.items() if count > MOST_STATEMENTS} == {}


def test_the_gate_decides_in_time(measured: dict[str, Any]) -> None:
    slow = {
        (database, form): seconds
        for database, gate in measured["gate"].items()
        for form, seconds in gate.items()
        if form != "supporters" and seconds > MOST_SECONDS
    }
    assert slow == {}
