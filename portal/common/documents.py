"""PDF documents from our own templates: tagged for screen readers (PDF/UA-1), fonts embedded.

The renderer reads four places and no other: `asset:` (compiled assets, such as images), `typeface:` (our fonts),
`document:` (files beside the templates in templates/documents) and `given:` (what the caller hands over). A missing
file is an error, not a hole in the page; so is a character that our typefaces lack. The same template, context and
files give the same bytes in every process, on every machine with the same libraries: its fonts and settings count
for nothing.
"""

import mimetypes
import threading
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string
from django.utils._os import safe_join

from portal.common import typefaces

# The tops of the elements with an id, in points below the top of their page.
Tops = Mapping[str, float]

_VARIANT = "pdf/ua-1"
# The renderer reckons in CSS pixels.
_POINTS = 0.75

# The font configuration is shared and not made for threads: one document at a time in a process.
_one_at_a_time = threading.Lock()


class DocumentFailed(Exception):
    """A document could not be made; nothing was written."""


def render_pdf(
    template: str,
    context: Mapping[str, object],
    *,
    files: Mapping[str, bytes] | None = None,
    fit: Callable[[Sequence[Tops]], Mapping[str, object]] | None = None,
) -> bytes:
    """The PDF of a template such as "documents/certificate.html", styled by the `.css` beside it.

    The template names `files` as `given:<name>`; its <title>, language and author become the document's. `fit` is told
    where things came to lie on each page and says what to change in the context: the document is laid out again until
    that is nothing. Raises `DocumentFailed` when a font, an image or anything else that the page names is missing, and
    when our typefaces lack a character of the page: its message names the character and the element, and no text of
    the page.
    """
    with _one_at_a_time:
        return _write(template, dict(context), files or {}, fit or _as_it_is)


def subsetting_is_fast() -> bool:
    """Whether the library is here without which embedding a font takes ten times as long."""
    return _weasyprint().text.ffi.harfbuzz_subset is not None


def _as_it_is(pages: Sequence[Tops]) -> Mapping[str, object]:
    return {}


def _write(
    template: str, context: dict[str, object], files: Mapping[str, bytes], fit: Callable[..., Any]
) -> bytes:
    fatal = _weasyprint().urls.FatalURLFetchingError
    try:
        while True:
            html = typefaces.composed(render_to_string(template, context))
            _refuse(typefaces.unprintable(html), html, template)
            document = _laid_out(html, template, files)
            change = fit([_tops(page) for page in document.pages])
            if not change:
                return _drawn(document, html, template)
            context |= change
    # The renderer's own error is a BaseException, which would pass by every `except Exception` above us.
    except (fatal, OSError) as error:
        raise DocumentFailed(f"{template}: {error}") from error


def _laid_out(html: str, template: str, files: Mapping[str, bytes]) -> Any:
    page = _weasyprint().HTML(string=html, url_fetcher=_fetcher(files))
    return page.render(
        stylesheets=[_typefaces(), _stylesheet(template)],
        font_config=_font_configuration(),
        pdf_variant=_VARIANT,
    )


def _tops(page: Any) -> Tops:
    return {name: place[1] * _POINTS for name, place in page.anchors.items()}


def _drawn(document: Any, html: str, template: str) -> bytes:
    def refuse_boxes(document: Any, _: object) -> None:
        # What the renderer itself could not draw, for whatever reason, in the page, its style or its pictures.
        missing = (code for font in document.fonts.values() for code in font.missing)
        _refuse((chr(code) for code in missing), html, template)

    drawn: bytes = document.write_pdf(finisher=refuse_boxes, pdf_variant=_VARIANT)
    return drawn


def _refuse(characters: Iterable[str], html: str, template: str) -> None:
    """Raise `DocumentFailed` for the characters, should there be any; names the element, not the text in it."""
    said = [f"{c!r} (U+{ord(c):04X} {_name(c)}) in {_element(c, html)}" for c in characters]
    if said:
        raise DocumentFailed(f"{template}: our typefaces lack {'; '.join(said)}.")


def _name(character: str) -> str:
    return unicodedata.name(character, "without a name")


def _element(character: str, html: str) -> str:
    """The tag before the first place of a character in the body, or else anywhere."""
    place = html.find(character, max(html.find("<body"), 0))
    if place < 0:
        place = html.find(character)
    if place < 0:
        return "its style or a picture"
    start = html.rfind("<", 0, place)
    return html[start : html.find(">", start) + 1]


@cache
def _weasyprint() -> ModuleType:
    """Loaded with the first document: it takes half a second that most processes never need."""
    with warnings.catch_warnings():
        # Says that the fast font library is missing; our own system check says it with the remedy.
        warnings.simplefilter("ignore", DeprecationWarning)
        # Says that the machine has no fonts; documents use none of them.
        warnings.simplefilter("ignore", UserWarning)
        import weasyprint
    return weasyprint


@cache
def _font_configuration() -> Any:
    """Knows the typefaces that our style sheets name, and nothing that the machine has."""
    from weasyprint.text.ffi import ffi, fontconfig, pangoft2
    from weasyprint.text.fonts import FontConfiguration

    ffi.cdef("FcConfig * FcConfigCreate (void);", override=True)

    class OurFontsAlone(FontConfiguration):  # type: ignore[misc]
        """Empty where the renderer's own has the machine's fonts, substitutions and hinting."""

        def __init__(self) -> None:
            super().__init__()
            self._config = fontconfig.FcConfigCreate()
            pangoft2.pango_fc_font_map_set_config(
                ffi.cast("PangoFcFontMap *", self.font_map), self._config
            )
            # The font map holds it from here on.
            fontconfig.FcConfigDestroy(self._config)

    return OurFontsAlone()


@cache
def _typefaces() -> Any:
    return _css(typefaces.stylesheet())


@cache
def _stylesheet(template: str) -> Any:
    path = (_templates() / template).with_suffix(".css")
    return _css(path.read_text(encoding="utf-8"))


def _css(text: str) -> Any:
    return _weasyprint().CSS(
        string=text, font_config=_font_configuration(), url_fetcher=_fetcher({})
    )


def _templates() -> Path:
    return Path(settings.BASE_DIR) / "templates"


def _fetcher(files: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    readers: dict[str, Callable[[str], bytes]] = {
        "asset": lambda name: _read(Path(settings.ASSETS_DIR), name),
        "typeface": typefaces.read,
        "document": lambda name: _read(_templates() / "documents", name),
        "given": lambda name: files[name],
    }

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]
        """Knows our four places; everything else, the network and the disk too, is refused."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            scheme, _, name = url.partition(":")
            if scheme not in readers:
                raise ValueError(f"A document may not read {url}.")
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, readers[scheme](name), {"Content-Type": kind})

    return ClosedFetcher(fail_on_errors=True)


def _read(directory: Path, name: str) -> bytes:
    try:
        return Path(safe_join(str(directory), name)).read_bytes()
    except SuspiciousFileOperation as error:
        raise ValueError(f"{name} lies outside of {directory}.") from error
