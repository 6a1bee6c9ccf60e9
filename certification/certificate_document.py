"""The certificate as a page: US Letter, landscape, worth framing."""

import datetime as dt
import io

import segno
from django.conf import settings
from django.urls import reverse

from certification.certificate_layout import Layout, layout_of
from certification.codes import grouped
from certification.models import Certificate
from portal.common.documents import render_pdf
from portal.common.words import duration

_INK = "#14342f"


def certificate_pdf(certificate: Certificate) -> bytes:
    """The document of a certificate that is about to be stored; every claim comes from its row."""
    address = (
        f"{settings.PUBLIC_URL}{reverse('certification:verify', args=[grouped(certificate.code)])}"
    )
    layout = _layout_of(certificate)
    context = {
        "certificate": certificate,
        "code": grouped(certificate.code),
        "valid_through": certificate.expires_on - dt.timedelta(days=1),
        "address": address.partition("://")[2],
        "layout": layout,
        "program_name": settings.PROGRAM_NAME,
    }
    files = {"code.svg": _qr_code(address), "layout.css": _sizes(layout)}
    return render_pdf("documents/certificate.html", context, files=files)


def _qr_code(address: str) -> bytes:
    picture = io.BytesIO()
    # Level M survives a crease or a spot on a framed page.
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", border=0, dark=_INK, xmldecl=False, svgclass=None, lineclass=None
    )
    return picture.getvalue()


def _layout_of(certificate: Certificate) -> Layout:
    parts = [
        f"{part['title']} edition {part['number']}, {part['minutes']} min"
        for part in certificate.editions
    ]
    hours = f" · {duration(certificate.minutes)}" if certificate.minutes else ""
    return layout_of(certificate.holder, f"{certificate.course}{hours}", parts)


def _sizes(layout: Layout) -> bytes:
    rules = [
        f".{name} {{ font-size: {line.size:.1f}pt; width: {line.width:.1f}pt }}"
        for name, line in {"holder-name": layout.holder, "course-title": layout.course}.items()
    ]
    return "\n".join(rules).encode()
