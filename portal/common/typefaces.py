"""The typefaces that documents are drawn with, and no others, and which letters they have.

Ours comes first; Noto Sans and two more bring the letters of other scripts. `deploy/assets.sh` copies the same files.
A document may use nothing that the machine has: it would look, and be hashed, differently elsewhere.
"""

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils._os import safe_join

LIGHT, REGULAR, BOLD = 300, 400, 700


@dataclass(frozen=True, slots=True)
class Typeface:
    """The files of one subset of a font: `<file>-<weight>-normal.woff`."""

    # Never the name that the font gives itself: its other subsets give themselves the same, and would be taken for it.
    family: str
    file: str
    weights: tuple[int, ...] = (REGULAR, BOLD)


OURS = (
    Typeface("Atkinson Latin", "atkinson-hyperlegible-next-latin", (LIGHT, REGULAR, BOLD)),
    Typeface("Atkinson Extended", "atkinson-hyperlegible-next-latin-ext", (LIGHT, REGULAR, BOLD)),
)
OTHERS = (
    Typeface("Noto Latin", "noto-sans-latin"),
    Typeface("Noto Extended", "noto-sans-latin-ext"),
    Typeface("Noto Vietnamese", "noto-sans-vietnamese"),
    Typeface("Noto Greek", "noto-sans-greek"),
    Typeface("Noto Greek Extended", "noto-sans-greek-ext"),
    Typeface("Noto Cyrillic", "noto-sans-cyrillic"),
    Typeface("Noto Cyrillic Extended", "noto-sans-cyrillic-ext"),
    Typeface("Noto Devanagari", "noto-sans-devanagari"),
    Typeface("Noto Arabic", "noto-sans-arabic-arabic"),
    Typeface("Noto Hebrew", "noto-sans-hebrew-hebrew"),
    Typeface("Kosugi Japanese", "kosugi-japanese", (REGULAR,)),
    Typeface("Nanum Gothic Korean", "nanum-gothic-korean"),
)


def composed(text: str) -> str:
    """The text as documents draw it: a letter and its accents are one character wherever there is one."""
    return unicodedata.normalize("NFC", text)


def unprintable(text: str) -> str:
    """The characters of a text that no typeface of ours can draw, each once, in order; "" when all can be drawn."""
    letters = dict.fromkeys(composed(text))
    return "".join(c for c in letters if not _draws_nothing(c) and not _has(OURS + OTHERS, c))


def in_our_own(text: str) -> bool:
    """Whether our own typeface has every letter: a name in two typefaces would look patched."""
    return all(_draws_nothing(c) or _has(OURS, c) for c in set(composed(text)))


def stylesheet() -> str:
    """Names every file, and sets the order: ours first; in an element of the class `other`, the others first."""
    rules = [
        f'@font-face {{ font-family: "{face.family}"; font-weight: {weight};'
        f' src: url("typeface:{face.file}-{weight}") format("truetype"); }}'
        for face in (*OURS, *OTHERS)
        for weight in face.weights
    ]
    rules.append(f"html {{ font-family: {_families(*OURS, *OTHERS)}; }}")
    rules.append(f".other {{ font-family: {_families(*OTHERS, *OURS)}; }}")
    return "\n".join(rules)


def read(name: str) -> bytes:
    """The file that the style sheet calls `typeface:<name>`, unpacked; raises `OSError` when it is missing."""
    unpacked = io.BytesIO()
    # The renderer would unpack it too, and write the hour into it: no two processes would draw the same bytes.
    with _font(name, recalcTimestamp=False, recalcBBoxes=False) as font:
        font.flavor = font.flavorData = None
        font.save(unpacked)
    return unpacked.getvalue()


def _families(*faces: Typeface) -> str:
    return ", ".join(f'"{face.family}"' for face in faces)


def _font(name: str, **options: bool) -> Any:
    # Loaded with the first document: most processes never need it.
    from fontTools.ttLib import TTFont

    path = safe_join(str(settings.ASSETS_DIR), "fonts", f"{name}-normal.woff")
    return TTFont(path, **options)


def _draws_nothing(letter: str) -> bool:
    """Spaces, joiners, marks of direction and selectors of a variant: they need no glyph."""
    return (
        letter.isspace()
        or unicodedata.category(letter) in {"Cf", "Zs"}
        or "\ufe00" <= letter <= "\ufe0f"
    )


def _has(faces: Iterable[Typeface], letter: str) -> bool:
    return any(letter in _letters(face) for face in faces)


@cache
def _letters(face: Typeface) -> frozenset[str]:
    with _font(f"{face.file}-{REGULAR}", lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))
