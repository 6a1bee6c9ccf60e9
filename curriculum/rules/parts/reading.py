"""A section to read. Its data: `html`, rendered once."""

import re
from collections.abc import Iterator, Sequence

from curriculum.content import Part
from curriculum.rules.parts import PartKind, is_in, says_the_same
from curriculum.rules.plain_text import is_empty, text_of
from curriculum.rules.problems import Problem

# A section may show a picture or a film and no words.
_SHOWS_SOMETHING = re.compile(r"<(img|video|audio|iframe|svg|table)\b", re.IGNORECASE)


def problems(part: Part) -> Iterator[Problem]:
    """There is something to read."""
    html = part.data.get("html") or ""
    if is_empty(text_of(html)) and not _SHOWS_SOMETHING.search(html):
        yield Problem(("html",), "html")


def in_module(parts: Sequence[Part]) -> Iterator[Problem]:
    """A module has something to read."""
    if not parts:
        yield Problem(("parts",), "no_section")


KIND = PartKind(problems=problems, in_module=in_module, is_done=is_in, carries_over=says_the_same)
