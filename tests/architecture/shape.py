"""The shape of the code: how long files, functions and templates are, and how much of it is tests.

    python -m tests.architecture.shape

Prints the figures beside their targets; ends with 1 where a target is missed. Lengths leave out migrations,
files without a line, and the docstrings of functions. The tests' own files have no target: they are lists of cases.
"""

import statistics
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.sources import files, functions, name, product_files, python_files

# The 90th percentile in lines, by the name under which a shape is printed.
MOST_LINES = {
    "files of the source": 170,
    "functions of the source": 20,
    "functions of the tests": 20,
}
LEAST_TESTS = 1.3


@dataclass(frozen=True)
class Shape:
    """The lengths of one kind of thing, in lines: half have at most `median`, nine in ten at most `p90`."""

    number: int
    median: int
    p90: int
    largest: int
    largest_is: str


def shape_of(lengths: Iterable[tuple[str, int]]) -> Shape:
    """The shape of named lengths, of which there must be some."""
    ordered = sorted(lengths, key=lambda named: named[1])
    lines = [length for _, length in ordered]
    tenths = statistics.quantiles(lines, n=10, method="inclusive") if len(lines) > 1 else lines
    return Shape(
        len(lines), round(statistics.median(lines)), round(tenths[-1]), lines[-1], ordered[-1][0]
    )


def line_count(path: Path) -> int:
    return len(path.read_text().splitlines())


def shape_of_files(paths: Iterable[Path]) -> Shape:
    """The shape of files, without the empty ones."""
    return shape_of((name(path), lines) for path in paths if (lines := line_count(path)))


def shape_of_functions(paths: Iterable[Path]) -> Shape:
    """The shape of the functions and methods in Python files."""
    return shape_of((each.where, each.lines) for path in paths for each in functions(path))


def shapes() -> dict[str, Shape]:
    """Every kind of thing, by the name under which it is printed."""
    product, tests = product_files(), files(".py", under=("tests",))
    return {
        "files": shape_of_files(python_files()),
        "files of the source": shape_of_files(product),
        "files of the tests": shape_of_files(tests),
        "functions": shape_of_functions(python_files()),
        "functions of the source": shape_of_functions(product),
        "functions of the tests": shape_of_functions(tests),
        "templates": shape_of_files(files(".html", ".txt", under=("templates",))),
    }


def tests_to_source() -> float:
    """Lines of Python in the tests for every line in the four packages."""
    tests = sum(map(line_count, files(".py", under=("tests",))))
    return tests / sum(map(line_count, product_files()))


def missed(found: dict[str, Shape], ratio: float) -> list[str]:
    """The targets that are missed, in words."""
    words = [
        f"{what}: nine in ten have at most {found[what].p90} lines, not {most}"
        for what, most in MOST_LINES.items()
        if found[what].p90 > most
    ]
    if ratio < LEAST_TESTS:
        words.append(f"tests: {ratio:.2f} lines for a line of source, not {LEAST_TESTS}")
    return words


def main() -> int:
    found, ratio = shapes(), tests_to_source()
    print(f"{'Lines':<26}{'number':>8}{'median':>8}{'90th':>6}{'target':>8}{'largest':>9}")
    for what, shape in found.items():
        figures = f"{shape.number:>8}{shape.median:>8}{shape.p90:>6}{MOST_LINES.get(what, ''):>8}"
        print(f"{what:<26}{figures}{shape.largest:>9}  {shape.largest_is}")
    print(f"\nTests to source: {ratio:.2f} : 1 (target {LEAST_TESTS} : 1)")
    failures = missed(found, ratio)
    print("\n".join(f"MISSED  {words}" for words in failures) or "ok")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
