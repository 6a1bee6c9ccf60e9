"""What the bench wants to see, and whether it did."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.bench.pages import LEARNER, LIST
from tests.bench.writes import ATTEMPT, ATTENDANCE, READ, SIGN_UP, SIGNATURE

# The size at which costs are compared with the measure; larger ones show how they grow.
AT = 10_000
MOST_RATIO = {LIST: 1.0, LEARNER: 0.4}
MOST_STATEMENTS = 10
MOST_BYTES = 60_000
MOST_INSERTS = {READ: 3, SIGN_UP: 3, ATTEMPT: 5, ATTENDANCE: 6, SIGNATURE: 8}
MOST_NIGHTLY_SECONDS = 5.0
MOST_MEMORY = 160_000_000


@dataclass(frozen=True)
class Goal:
    """One goal, what was found, and whether it is reached."""

    what: str
    found: float
    most: float
    unit: str = ""

    @property
    def is_met(self) -> bool:
        return self.found <= self.most

    def line(self) -> str:
        found = f"{self.found:.2f}".rstrip("0").rstrip(".")
        return f"{'ok    ' if self.is_met else 'MISSED'}  {self.what}: {found} (at most {self.most:g}{self.unit})"


def goals_of(database: str, by_size: dict[int, dict[str, Any]]) -> list[Goal]:
    """Every goal for one database; `by_size` is what was measured at each number of people."""
    found: list[Goal] = []
    for size, measured in by_size.items():
        where = f"{database}, {size:,}"
        if size <= AT:
            found += _ratios(where, measured)
        if size == AT:
            seconds = measured["jobs"]["Nightly run"]["cpu_s"]
            found.append(Goal(f"{where}: nightly run", seconds, MOST_NIGHTLY_SECONDS, " s"))
        found += _sizes(where, measured)
    return [*found, *_equal(database, by_size)]


def _ratios(where: str, measured: dict[str, Any]) -> Iterator[Goal]:
    for title, page in _there(measured["pages"]):
        yield Goal(f"{where}: {title}", page["ratio"], MOST_RATIO[page["kind"]], " bare pages")
    for title, most in MOST_INSERTS.items():
        write = measured["writes"][title]
        yield Goal(f"{where}: {title}", write["ratio"], most, " bare inserts")


def _sizes(where: str, measured: dict[str, Any]) -> Iterator[Goal]:
    for title, page in _there(measured["pages"]):
        yield Goal(f"{where}: {title}", page["statements"], MOST_STATEMENTS, " statements")
        yield Goal(f"{where}: {title}", page["bytes"], MOST_BYTES, " bytes")
    yield Goal(f"{where}: web process", measured["memory"] / 1e6, MOST_MEMORY / 1e6, " MB")


def _equal(database: str, by_size: dict[int, dict[str, Any]]) -> Iterator[Goal]:
    """Each page takes as many statements at one size as at another."""
    counts: dict[str, set[int]] = {}
    for measured in by_size.values():
        for title, page in _there(measured["pages"]):
            counts.setdefault(title, set()).add(page["statements"])
    for title, numbers in counts.items():
        what = f"{database}: {title}, statements between sizes"
        yield Goal(what, max(numbers) - min(numbers), 0, " apart")


def _there(pages: dict[str, Any]) -> list[tuple[str, Any]]:
    """The pages of this portal with what was found; the measure itself has no goal."""
    return [(title, page) for title, page in pages.items() if page and page["kind"] in MOST_RATIO]


def exponent(smaller: float, larger: float, times: float) -> float:
    """How a cost grows with the number of people: 0 not at all, 1 with it, 2 with its square."""
    return math.log(larger / smaller) / math.log(times)
