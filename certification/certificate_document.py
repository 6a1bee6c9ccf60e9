"""The certificate as a page: US Letter, landscape, worth framing."""

import datetime as dt
import io

import segno
from django.conf import settings
from django.urls import reverse

from certification.codes import grouped
from certification.models import Certificate
from portal.common.documents import render_pdf

_INK = "#14342f"


def certificate_pdf(certificate: Certificate) -> bytes:
    """The document of a certificate that is about to be stored; every claim comes from its row."""
    address = (
        f"{settings.PUBLIC_URL}{reverse('certification:verify', args=[grouped(certificate.code)])}"
    )
    context = {
        "certificate": certificate,
        "code": grouped(certificate.code),
        "valid_through": certificate.expires_on - dt.timedelta(days=1),
        "address": address.partition("://")[2],
        "size": _size_of(certificate.holder),
        "program_name": settings.PROGRAM_NAME,
    }
    return render_pdf("documents/certificate.html", context, files={"code.svg": _qr_code(address)})


def _qr_code(address: str) -> bytes:
    picture = io.BytesIO()
    # Level M survives a crease or a spot on a framed page.
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", border=0, dark=_INK, xmldecl=False, svgclass=None, lineclass=None
    )
    return picture.getvalue()


def _size_of(holder: str) -> str:
    """How large a name is set, so that a long one keeps to one line or, at the utmost, two."""
    if len(holder) <= 26:
        return "large"
    return "medium" if len(holder) <= 42 else "small"
