"""The summing up of both databases' runs: nothing that failed reads as passed."""

from collections import Counter

import pytest

from deploy.run_tests import Run, closing_line, exit_code, summary


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([0, 0], 0),
        ([0, 1], 1),
        ([1, 0], 1),
        ([0, 5], 0),
        ([5, 0], 0),
        ([5, 5], 5),
        ([2], 2),
        ([0, -9], -9),
        ([3, 1], 3),
        ([], 5),
    ],
)
def test_one_failure_is_a_failure_of_the_whole(codes: list[int], code: int) -> None:
    assert exit_code(codes) == code


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ({"passed": 3}, "3 passed"),
        ({"passed": 3, "failed": 1, "error": 1}, "1 failed, 3 passed, 1 error"),
        ({"passed": 3, "error": 2, "skipped": 1}, "3 passed, 1 skipped, 2 errors"),
        ({"passed": 3, "warnings": 1}, "3 passed, 1 warning"),
        ({"deselected": 9}, "no tests ran"),
        ({}, "no tests ran"),
    ],
)
def test_it_is_said_as_pytest_says_it(counts: dict[str, int], text: str) -> None:
    assert summary(Counter(counts)) == text


def test_the_last_line_has_pytests_form() -> None:
    whole = closing_line(Counter(passed=7, failed=1), 12.345, complete=True)
    assert whole.strip("=") == " 1 failed, 7 passed in 12.35s "
    assert len(whole) == 80
    early = closing_line(Counter(passed=7), 12.3, complete=False)
    assert early.strip("=") == " 7 passed, stopped early in 12.30s "


def test_each_database_has_its_own_line() -> None:
    counts = Counter(passed=7, deselected=2)
    assert Run("postgresql", 0, counts, 3.2).line() == "PostgreSQL  7 passed in 3 s (2 left out)"
