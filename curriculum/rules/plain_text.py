"""What a text says without its markup and its spacing. Pure."""

from html.parser import HTMLParser
from typing import Any


def plain(text: Any) -> str:
    """The words alone, in small letters, one space between them; None is empty."""
    return " ".join(str(text or "").split()).casefold()


def is_empty(text: Any) -> bool:
    """Whether there is nothing but space."""
    return not plain(text)


def text_of(html: str) -> str:
    """The text that a reader sees, its entities resolved."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.found)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)
