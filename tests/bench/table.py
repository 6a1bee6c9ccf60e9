"""What the bench prints: for each database every page, write and job, at every size, of one checkout or of two."""

from collections.abc import Iterator
from typing import Any

from tests.bench.goals import exponent

BEFORE, NOW = "before", "now"
Measured = dict[str, dict[str, dict[str, dict[str, Any]]]]  # checkout, database, size


def table(measured: Measured) -> str:
    """A table of Markdown for each database."""
    return "\n\n".join(
        "\n".join(_lines(database, {name: found[database] for name, found in measured.items()}))
        for database in measured[NOW]
    )


def _lines(database: str, found: dict[str, dict[str, dict[str, Any]]]) -> Iterator[str]:
    sizes = list(found[NOW])
    names = [name for name in (BEFORE, NOW) if name in found]
    yield f"### {database}{_version(found[NOW][sizes[-1]])}\n"
    heads = [f"{name} {int(size):,}" for size in sizes for name in names]
    grows = [f"grows {name}" for name in names] if len(sizes) > 1 else []
    yield f"| | {' | '.join([*heads, *grows])} | SQL | kB |"
    yield f"|---|{'---:|' * (len(heads) + len(grows) + 2)}"
    for part in ("pages", "writes"):
        for title in found[NOW][sizes[-1]][part]:
            yield _row(title, part, sizes, names, found)
    for title in found[NOW][sizes[-1]]["jobs"]:
        yield _job(title, sizes, names, found, blanks=len(grows) + 2)
    cells = [_memory(found[name][size]) for size in sizes for name in names]
    yield f"| Web process | {' | '.join([*cells, *[''] * (len(grows) + 2)])} |"


def _version(measured: dict[str, Any]) -> str:
    return f" ({measured['postgres']})" if measured["postgres"] else ""


def _row(title: str, part: str, sizes: list[str], names: list[str], found: Any) -> str:
    """The cost in units of the measure and in milliseconds, how it grows, and what it takes now."""
    costs = {(name, size): found[name][size][part].get(title) for size in sizes for name in names}
    cells = [
        f"{cost['ratio']:.2f} ({cost['ms']:.1f} ms)" if cost else "–" for cost in costs.values()
    ]
    if len(sizes) > 1:
        for name in names:
            first, last = costs[name, sizes[0]], costs[name, sizes[-1]]
            times = int(sizes[-1]) / int(sizes[0])
            cells.append(f"{exponent(first['ms'], last['ms'], times):.2f}" if last else "–")
    now = costs[NOW, sizes[-1]]
    taken = [str(now["statements"]), f"{now['bytes'] / 1000:.0f}"] if now else ["–", "–"]
    return f"| {title} | {' | '.join([*cells, *taken])} |"


def _job(title: str, sizes: list[str], names: list[str], found: Any, blanks: int) -> str:
    cells = []
    for size in sizes:
        for name in names:
            job = found[name][size]["jobs"].get(title)
            if job is None:
                cells.append("–")
            elif "ms" in job:
                cells.append(f"{job['ms']:.0f} ms")
            else:
                cells.append(f"{job['cpu_s']:.1f} s ({job['statements']:,} SQL)")
    return f"| {title} | {' | '.join([*cells, *[''] * blanks])} |"


def _memory(measured: dict[str, Any]) -> str:
    return f"{measured['memory'] / 1e6:.0f} MB"
