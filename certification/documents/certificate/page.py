"""The certificate as a page: US Letter, landscape, worth framing.

How large the names are set is found by drawing: what does not fit is drawn again one size smaller.
"""

import datetime as dt
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import segno
from django.conf import settings
from django.urls import reverse

from certification.codes import grouped
from certification.models import Certificate
from portal.common.documents import Tops, render_pdf
from portal.common.typefaces import in_our_own

_INK = "#14342f"

# Classes of templates/documents/certificate.css, the largest first. The modules have fewer: then they get their own page.
SIZES = ("grand", "large", "medium", "small", "fine", "finest")
_SMALLEST_PARTS = "small"
# How far what follows a name may be below the top of it, in points: one line of the largest size with the space around
# it, or as many lines of a smaller one.
_HOLDER_ROOM = 64.0
_COURSE_ROOM = 44.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """How a certificate is set. `apart`: the modules have a page of their own."""

    holder: str = SIZES[0]
    course: str = SIZES[0]
    parts: str = SIZES[0]
    apart: bool = False

    def smaller(self, pages: Sequence[Tops]) -> "Sizes":
        """The sizes to try after these gave `pages`; the same sizes where everything fits, or nothing is smaller."""
        first = pages[0]
        names = replace(
            self,
            holder=_fitting(self.holder, _between(first, "holder", "completed") <= _HOLDER_ROOM),
            course=_fitting(self.course, _between(first, "course", "modules") <= _COURSE_ROOM),
        )
        # The modules take what the names leave.
        return names if names != self else self._with_smaller_parts(pages)

    def _with_smaller_parts(self, pages: Sequence[Tops]) -> "Sizes":
        if self.apart:
            fits = len(pages) <= 2
        else:
            fits = len(pages) == 1 and pages[0]["end"] <= pages[0]["footer"]
        if fits or self.parts != _SMALLEST_PARTS:
            return replace(self, parts=_fitting(self.parts, fits))
        return self if self.apart else replace(self, parts=SIZES[0], apart=True)


def certificate_pdf(certificate: Certificate) -> bytes:
    """The document of a certificate that is about to be stored; every claim comes from its row."""
    address = (
        f"{settings.PUBLIC_URL}{reverse('certification:verify', args=[grouped(certificate.code)])}"
    )
    sizes = Sizes()

    def fit(pages: Sequence[Tops]) -> Mapping[str, object]:
        nonlocal sizes
        before, sizes = sizes, sizes.smaller(pages)
        return {} if sizes == before else {"sizes": sizes}

    context = {
        "certificate": certificate,
        "code": grouped(certificate.code),
        "valid_through": certificate.expires_on - dt.timedelta(days=1),
        "address": address.partition("://")[2],
        "link": address,
        "sizes": sizes,
        "holder_is_ours": in_our_own(certificate.holder),
        "course_is_ours": in_our_own(certificate.course),
        "program_name": settings.PROGRAM_NAME,
    }
    files = {"code.svg": _qr_code(address)}
    return render_pdf("documents/certificate.html", context, files=files, fit=fit)


def _between(page: Tops, first: str, second: str) -> float:
    """From the top of one element to that of another; endless where one is not on the page."""
    return page.get(second, math.inf) - page.get(first, 0.0)


def _fitting(size: str, fits: bool) -> str:
    """The size itself where it fits, otherwise the next smaller one, as long as there is one."""
    return size if fits else SIZES[min(SIZES.index(size) + 1, len(SIZES) - 1)]


def _qr_code(address: str) -> bytes:
    picture = io.BytesIO()
    # Level M survives a crease or a spot on a framed page.
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", border=0, dark=_INK, xmldecl=False, svgclass=None, lineclass=None
    )
    return picture.getvalue()
