"""PDF documents from our own templates: tagged for screen readers (PDF/UA-1), fonts embedded.

The renderer reads three places and no other: `asset:` (compiled fonts and images), `document:` (files beside the
templates in templates/documents) and `given:` (what the caller hands over). A missing file is an error, not a
hole in the page. The same template, context and files give the same bytes.
"""

import mimetypes
import threading
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string
from django.utils._os import safe_join

# The font configuration is shared and not made for threads: one document at a time in a process.
_one_at_a_time = threading.Lock()


class DocumentFailed(Exception):
    """A document could not be made; nothing was written."""


def render_pdf(
    template: str, context: Mapping[str, object], *, files: Mapping[str, bytes] | None = None
) -> bytes:
    """The PDF of a template such as "documents/certificate.html", styled by the `.css` beside it.

    The template names `files` as `given:<name>`; its <title>, language and author become the document's. Raises
    `DocumentFailed` when a font, an image or anything else that the page names is missing.
    """
    html = render_to_string(template, dict(context))
    with _one_at_a_time:
        return _write(html, template, files or {})


def subsetting_is_fast() -> bool:
    """Whether the library is here without which embedding a font takes ten times as long."""
    return _weasyprint().text.ffi.harfbuzz_subset is not None


def _write(html: str, template: str, files: Mapping[str, bytes]) -> bytes:
    weasyprint = _weasyprint()
    fatal = weasyprint.urls.FatalURLFetchingError
    try:
        page = weasyprint.HTML(string=html, url_fetcher=_fetcher(files))
        document: bytes = page.write_pdf(
            stylesheets=[_stylesheet(template)],
            font_config=_font_configuration(),
            pdf_variant="pdf/ua-1",
        )
    # The renderer's own error is a BaseException, which would pass by every `except Exception` above us.
    except fatal as error:
        raise DocumentFailed(f"{template}: {error}") from error
    return document


@cache
def _weasyprint() -> ModuleType:
    """Loaded with the first document: it takes half a second that most processes never need."""
    with warnings.catch_warnings():
        # Says that the fast font library is missing; our own system check says it with the remedy.
        warnings.simplefilter("ignore", DeprecationWarning)
        import weasyprint
    return weasyprint


@cache
def _font_configuration() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _stylesheet(template: str) -> Any:
    path = (_templates() / template).with_suffix(".css")
    return _weasyprint().CSS(
        string=path.read_text(encoding="utf-8"),
        font_config=_font_configuration(),
        url_fetcher=_fetcher({}),
    )


def _templates() -> Path:
    return Path(settings.BASE_DIR) / "templates"


def _fetcher(files: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    readers: dict[str, Callable[[str], bytes]] = {
        "asset": lambda name: _read(Path(settings.ASSETS_DIR), name),
        "document": lambda name: _read(_templates() / "documents", name),
        "given": lambda name: files[name],
    }

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]
        """Knows our three places; everything else, the network and the disk too, is refused."""

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
