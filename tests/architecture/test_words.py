"""What no file of ours says: the clock asked past our own, another machine's places, work left undone."""

import re
from pathlib import Path

from tests.architecture.sources import ROOT, files, name, product_files

CLOCK = re.compile(
    r"\b(datetime|timezone)\.(now|utcnow|today)\(|\blocal(date|time)\(\)|\bdate\.today\(|\btime\.time\("
)
# Built from pieces, so that this file does not contain what it looks for.
_HOSTS = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com"]
FORBIDDEN = {
    "a package registry": re.compile("|".join(re.escape(host) for host in _HOSTS)),
    "a place on one machine": re.compile(r"(?<![\w.])/(?:root|home/\w+|Users/\w+|work)/\w"),
    "work left undone": re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b"),
}
TEXT = (
    *(".py", ".html", ".txt", ".toml", ".md", ".sh", ".scss", ".js", ".json", ".yml", ".yaml"),
    *(".in", ".cfg", "Makefile", "run"),
)


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{name(path)}:{number} {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]


def test_the_clock_is_asked_in_one_place(checked) -> None:  # type: ignore[no-untyped-def]
    ours = [p for p in product_files() if name(p) != "portal/common/time.py"]
    assert lines_with(CLOCK, ours) == []
    assert lines_with(CLOCK, [ROOT / "portal/common/time.py"]) != []
    asked = ["datetime.now()", "dt.date.today()", "timezone.now()", "localdate()", "time.time()"]
    assert [line for line in asked if not CLOCK.search(line)] == []
    checked("files for the clock", len(ours), floor=80)


def test_no_file_says_what_no_file_says(checked) -> None:  # type: ignore[no-untyped-def]
    ours = files(*TEXT)
    found = {what: lines_with(pattern, ours) for what, pattern in FORBIDDEN.items()}
    assert {what: lines for what, lines in found.items() if lines} == {}
    checked("files for forbidden words", len(ours), floor=150)


def test_rows_are_locked_in_one_place(checked) -> None:  # type: ignore[no-untyped-def]
    """Without `no_key` a lock waits for every row that is being written about the locked one, and they for it."""
    locks = lines_with(re.compile(r"select_for_update\("), product_files())
    assert [line.partition(":")[0] for line in locks] == ["portal/common/locks.py"]
    assert "select_for_update(no_key=True, " in locks[0]
    calls = lines_with(re.compile(r"\block(_all)?\("), product_files())
    checked("locks", len(calls), floor=20)
