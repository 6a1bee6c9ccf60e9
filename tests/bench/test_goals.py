"""The bench's goals: each is missed just past its bound, and reached at it."""

import pytest

from tests.bench.goals import Goal, exponent, goals_of
from tests.bench.table import table

PAGE = {"kind": "list", "ratio": 1.0, "ms": 5.0, "statements": 10, "bytes": 60_000}
MEASURE = {"kind": "measure", "ratio": 1.0, "ms": 5.0, "statements": 18, "bytes": 90_000}


def found(**changes) -> dict:  # type: ignore[no-untyped-def,type-arg]
    """What was measured at one size, with every goal just reached; changed by `part_figure`."""
    write = {"kind": "write", "ms": 1.0, "statements": 1, "bytes": 0}
    ratios = {"Mark read": 3, "Sign-up": 3, "Attempt that completes": 5}
    ratios |= {"Attendance mark": 6, "Signature": 8}
    return {
        "postgres": "",
        "pages": {
            "Bare": MEASURE,
            "List": PAGE | changes.get("page", {}),
            "My": PAGE | {"kind": "learner", "ratio": 0.4} | changes.get("learner", {}),
            "Gone": None,
        },
        "writes": {
            title: write | {"ratio": ratio + changes.get("write", 0)}
            for title, ratio in ratios.items()
        },
        "jobs": {"Nightly run": {"cpu_s": changes.get("nightly", 5.0), "statements": 9}},
        "memory": changes.get("memory", 160_000_000),
    }


def missed(by_size: dict[int, dict]) -> list[str]:  # type: ignore[type-arg]
    return [goal.what for goal in goals_of("SQLite", by_size) if not goal.is_met]


def test_every_goal_is_reached_at_its_bound() -> None:
    by_size = {1000: found(), 10_000: found()}
    assert missed(by_size) == []
    # At each size: the ratio, statements and bytes of two pages, five writes, the memory; the nightly run at one; and
    # for two pages that sizes agree.
    assert len(goals_of("SQLite", by_size)) == 2 * (2 * 3 + 5 + 1) + 1 + 2


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"page": {"ratio": 1.01}}, ["SQLite, 10,000: List"]),
        ({"learner": {"ratio": 0.41}}, ["SQLite, 10,000: My"]),
        ({"page": {"bytes": 60_001}}, ["SQLite, 10,000: List"]),
        ({"nightly": 5.1}, ["SQLite, 10,000: nightly run"]),
        ({"memory": 160_000_001}, ["SQLite, 10,000: web process"]),
        (
            {"page": {"statements": 11}},
            ["SQLite, 10,000: List", "SQLite: List, statements between sizes"],
        ),
    ],
)
def test_a_goal_is_missed_past_its_bound(change, what) -> None:  # type: ignore[no-untyped-def]
    assert missed({1000: found(), 10_000: found(**change)}) == what


def test_each_write_has_a_bound_of_its_own() -> None:
    assert len(missed({10_000: found(write=0.01)})) == 5


def test_past_ten_thousand_people_only_growth_counts() -> None:
    slow = found(page={"ratio": 7}, learner={"ratio": 7}, write=7, nightly=70)
    assert missed({10_000: found(), 100_000: slow}) == []


def test_a_goal_is_told_with_what_was_found() -> None:
    assert Goal("A", 0.4, 0.4, " s").line() == "ok      A: 0.4 (at most 0.4 s)"
    assert Goal("A", 12.345, 1).line() == "MISSED  A: 12.35 (at most 1)"


def test_an_exponent_says_how_a_cost_grows() -> None:
    assert exponent(2, 2, 10) == 0
    assert exponent(2, 20, 10) == pytest.approx(1)
    assert exponent(2, 200, 10) == pytest.approx(2)


def test_the_table_shows_both_checkouts_beside_each_other() -> None:
    sizes = {"1000": found(), "10000": found(page={"ms": 50.0, "ratio": 9.0})}
    lines = table({"before": {"SQLite": sizes}, "now": {"SQLite": sizes}}).splitlines()
    assert lines[0] == "### SQLite"
    assert lines[2] == (
        "| | before 1,000 | now 1,000 | before 10,000 | now 10,000 | grows before | grows now | SQL | kB |"
    )
    assert lines[5] == (
        "| List | 1.00 (5.0 ms) | 1.00 (5.0 ms) | 9.00 (50.0 ms) | 9.00 (50.0 ms) | 1.00 | 1.00 | 10 | 60 |"
    )
    assert "| Gone | – | – | – | – | – | – | – | – |" in lines
    assert {line.count("|") for line in lines[2:]} == {10}
