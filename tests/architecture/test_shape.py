"""`make shape`: what it computes, and that the code keeps the shape that it aims at."""

import pytest

from tests.architecture.shape import LEAST_TESTS, MOST_LINES, Shape, missed, shape_of, shapes


def test_a_shape_tells_the_middle_the_ninth_tenth_and_the_largest() -> None:
    lengths = [(f"file {number}", number) for number in range(1, 102)]
    assert shape_of(reversed(lengths)) == Shape(101, 51, 91, 101, "file 101")
    assert shape_of([("alone", 7)]) == Shape(1, 7, 7, 7, "alone")


@pytest.mark.parametrize("what", sorted(MOST_LINES))
def test_a_target_is_missed_one_line_past_it(what: str) -> None:
    kept = {each: Shape(10, 1, most, most, "") for each, most in MOST_LINES.items()}
    assert missed(kept, LEAST_TESTS) == []
    most = MOST_LINES[what]
    past = kept | {what: Shape(10, 1, most + 1, most + 1, "")}
    assert missed(past, LEAST_TESTS) == [
        f"{what}: nine in ten have at most {most + 1} lines, not {most}"
    ]


def test_too_few_tests_are_a_target_missed() -> None:
    kept = {each: Shape(10, 1, 1, 1, "") for each in MOST_LINES}
    assert missed(kept, 1.29) == ["tests: 1.29 lines for a line of source, not 1.3"]


def test_functions_keep_the_shape(checked) -> None:  # type: ignore[no-untyped-def]
    found = {what: shape for what, shape in shapes().items() if what.startswith("functions of")}
    assert {what: shape.p90 for what, shape in found.items() if shape.p90 > MOST_LINES[what]} == {}
    checked("functions for their shape", sum(each.number for each in found.values()), floor=1000)
