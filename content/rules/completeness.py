"""What keeps a module page from being published, beyond the curriculum's rules: one address a section, honest minutes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from curriculum.rules.completeness import Problem


def twin_problems(addresses: Sequence[str]) -> Iterator[Problem]:
    """Sections whose titles make one address: numbered by their order, they would change places for readers.

    `addresses` holds one for each section, in their order; empty where the title still is.
    """
    times = Counter(addresses)
    for place, address in enumerate(addresses):
        if address and times[address] > 1:
            yield Problem(("sections", place, "title"), "section_title_twice")


def minutes_problems(
    reading: Sequence[int | None], check: int | None, said: int | None
) -> Iterator[Problem]:
    """Minutes are honest: those of the sections (`reading`) and of the check make those of the module (`said`)."""
    if not check:
        yield Problem(("check_minutes",), "check_minutes")
        return
    read = sum(minutes or 0 for minutes in reading)
    if read + check != said:
        values = {"reading": read, "check": check, "sum": read + check, "said": said}
        yield Problem(("minutes",), "minutes_sum", values)
