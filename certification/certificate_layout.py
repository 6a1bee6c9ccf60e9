"""How large the names on a certificate are set, so that it keeps to its frame whatever they are. Pure.

It is measured before anything is drawn: from the widths of the letters follow the lines that a text takes at a size.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.common.typefaces import in_our_own, widths

# Lengths are points. What the style sheet says of the page is said here again: 8.6 inches between the margins.
LINE = 619.0
HOLDER_LINE = 518.0
# What header, sentences and the seal leave to the lines of the holder, of the course and of the modules.
ROOM = 168.0
ROOM_ON_A_PAGE = 380.0

# Sizes in the order of preference, with the lines that each may take: rather one small line than two large ones.
HOLDER_SIZES = (
    *((35.0, 1), (30.0, 1), (26.0, 1), (22.0, 1)),
    *((24.0, 2), (20.0, 2), (17.0, 2), (14.0, 3), (11.0, 3), (9.0, 3), (7.0, 3)),
)
COURSE_SIZES = ((15.0, 1), (13.0, 1), (13.0, 2), (11.0, 2), (10.0, 3), (8.5, 3), (7.0, 3))
HOLDER_LEADING, COURSE_LEADING = 1.2, 1.3

# Bold is at most so much wider than the regular weight; and a line is never filled to its last point.
BOLD = 1.08
SLACK = 1.03


@dataclass(frozen=True, slots=True)
class Line:
    """A text of one or a few lines: its size, and the width at which its lines are about equally long."""

    size: float
    width: float
    lines: int
    # Not in our own typeface: see `typefaces.stylesheet`.
    other: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """The list of modules: its class in the style sheet, and what it needs for one line of a title."""

    name: str
    count: int
    size: float
    leading: float
    width: float


COLUMNS = (
    Columns("wide", 2, 8.8, 1.65, 298.0),
    Columns("close", 2, 8.0, 1.35, 298.0),
    Columns("many", 3, 7.0, 1.4, 197.0),
    Columns("crowded", 3, 6.2, 1.3, 197.0),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a certificate is set. `apart`: the modules need a page of their own."""

    holder: Line
    course: Line
    columns: Columns
    apart: bool


def layout_of(holder: str, course: str, parts: Sequence[str]) -> Layout:
    """The layout of a certificate; `course` and `parts` are the lines as they are printed."""
    name = _line(holder, HOLDER_SIZES, HOLDER_LINE)
    title = _line(course, COURSE_SIZES, LINE, wider=BOLD)
    room = (
        ROOM - name.lines * name.size * HOLDER_LEADING - title.lines * title.size * COURSE_LEADING
    )
    columns = _columns(parts, room)
    if columns is not None:
        return Layout(name, title, columns, apart=False)
    return Layout(name, title, _columns(parts, ROOM_ON_A_PAGE) or COLUMNS[-1], apart=True)


def _line(
    text: str, sizes: Sequence[tuple[float, int]], line: float, *, wider: float = 1.0
) -> Line:
    words = _words(text)
    for size, most in sizes:
        ems = line / size / SLACK / wider
        if _lines(words, ems) <= most:
            break
    lines = _lines(words, ems)
    # A single line has the whole width, should it be wider than measured.
    even = 1.0 if lines == 1 else _narrowest(lambda share: _lines(words, ems * share) <= lines)
    return Line(size, min(line, line * even * SLACK), lines, not in_our_own(text))


def _columns(parts: Sequence[str], room: float) -> Columns | None:
    """The most generous columns that hold the list in a height; None where none do."""
    words = [_words(part) for part in parts]
    for columns in COLUMNS:
        ems = columns.width / columns.size / SLACK
        heights = [_lines(each, ems) for each in words]
        if _tallest(heights, columns.count) * columns.size * columns.leading <= room:
            return columns
    return None


def _words(text: str) -> list[list[float]]:
    """The widths of the letters of each word, and of the space after it."""
    words: list[list[float]] = [[]]
    for letter, ems in zip(text, widths(text), strict=True):
        words[-1].append(ems)
        if letter.isspace():
            words.append([])
    return words


def _lines(words: list[list[float]], ems: float) -> int:
    """How many lines the words take; one that is longer than a line is broken."""
    lines, used = 1, 0.0
    for word in words:
        if used and used + sum(word) > ems:
            lines, used = lines + 1, 0.0
        for letter in word:
            if used and used + letter > ems:
                lines, used = lines + 1, 0.0
            used += letter
    return lines


def _narrowest(fits: Callable[[float], bool]) -> float:
    """The least share of a width that still fits, in hundredths."""
    return next(share / 100 for share in range(20, 101) if share == 100 or fits(share / 100))


def _tallest(heights: Sequence[int], columns: int) -> int:
    """The lines of the longest column, when what belongs together is not parted and columns are as equal as can be."""
    height = max([*heights, -(-sum(heights) // columns)], default=0)
    while _filled(heights, height) > columns:
        height += 1
    return height


def _filled(heights: Sequence[int], height: int) -> int:
    """How many columns of a height the parts fill."""
    columns, used = 1, 0
    for each in heights:
        if used + each > height:
            columns, used = columns + 1, 0
        used += each
    return columns
