"""Where the renderer put the lines of a document."""

from collections.abc import Callable, Iterator
from typing import Any, Self

import pytest
import weasyprint

# The renderer reckons in CSS pixels.
POINTS = 0.75


class Drawn:
    """The pages of a document as the renderer laid them out; lengths are points from the top left corner."""

    def __init__(self, pages: list[Any], times: int) -> None:
        self.pages = pages
        # How often the renderer laid the document out; the pages are those of the last time.
        self.times = times

    @classmethod
    def of(cls, monkeypatch: pytest.MonkeyPatch, make: Callable[[], bytes]) -> Self:
        """The pages of the document that `make` renders."""
        laid_out: list[list[Any]] = []
        render = weasyprint.HTML.render

        def watched(page: Any, *args: Any, **options: Any) -> Any:
            document = render(page, *args, **options)
            laid_out.append([each._page_box for each in document.pages])
            return document

        with monkeypatch.context() as watching:
            watching.setattr(weasyprint.HTML, "render", watched)
            make()
        return cls(laid_out[-1], len(laid_out))

    def lines(self, name: str) -> int:
        """How many lines the element of a class takes."""
        return sum(type(box).__name__ == "LineBox" for box in self._below(name))

    def size(self, name: str) -> float:
        """How large the letters of a class are."""
        [size] = {box.style["font_size"] for box in self._texts(name)}
        return float(size) * POINTS

    def top(self, name: str) -> float:
        return min(box.position_y for box in self._below(name)) * POINTS

    def bottom(self, name: str) -> float:
        return max(box.position_y + box.height for box in self._texts(name)) * POINTS

    def left(self) -> float:
        return min(box.position_x for box in self._texts("")) * POINTS

    def right(self) -> float:
        return max(box.position_x + box.width for box in self._texts("")) * POINTS

    def _texts(self, name: str) -> list[Any]:
        return [box for box in self._below(name) if type(box).__name__ == "TextBox"]

    def _below(self, name: str) -> list[Any]:
        """Every box of the elements of a class, or every box where the class is empty."""
        found = {
            id(box): box
            for page in self.pages
            for outer in page.descendants(placeholders=True)
            if name in ("", *_classes(outer)) and hasattr(outer, "descendants")
            for box in (outer, *outer.descendants(placeholders=True))
        }
        return list(found.values())


def _classes(box: Any) -> Iterator[str]:
    element = getattr(box, "element", None)
    return iter([] if element is None else (element.get("class") or "").split())
