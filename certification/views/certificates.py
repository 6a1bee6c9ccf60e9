"""One's own certificate, and the public page that verifies anybody's."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certification.codes import as_stored, grouped
from certification.enums import CertificateStatus
from certification.forms.verification import CodeForm
from certification.models import Certificate
from certification.selectors.certificates import (
    certificate_with_code,
    certificates_of,
    status_of,
)
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.throttle import too_often
from portal.common.time import today

# Enough for a hospital behind one address on the day of a credentialing meeting.
MOST_A_MINUTE = 60

_COLOURS = {
    CertificateStatus.VALID: "green",
    CertificateStatus.EXPIRED: "yellow",
    CertificateStatus.REVOKED: "red",
    CertificateStatus.SUPERSEDED: "grey",
}


@access("certificate.download")
@never_cache
@require_safe
def certificate(request: PersonRequest, number: int) -> HttpResponse:
    """The stored bytes of one's own certificate, as they were issued."""
    mine: Certificate = get_object_or_404(certificates_of(request.user).defer(None), pk=number)
    response = HttpResponse(bytes(mine.document), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="certificate-{grouped(mine.code)}.pdf"'
    return response


@access("site.visit")
@require_safe
def verify_form(request: HttpRequest) -> HttpResponse:
    """Asks for a code, and goes to its page."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        code = as_stored(form.cleaned_data["code"])
        if code:
            return redirect("certification:verify", grouped(code))
        form.add_error("code", _("Type the code that stands on the certificate."))
    return render(request, "certification/verify_form.html", {"form": form})


@access("site.visit")
@never_cache
@require_safe
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that a certificate claims, from its own row; one page for every invalid code."""
    if too_often(request, "verify", most=MOST_A_MINUTE, seconds=60):
        return _unindexed(render(request, "certification/verify_later.html", status=429))
    found = certificate_with_code(code)
    if found is None:
        page = render(request, "certification/verify_unknown.html", status=404)
        return _unindexed(page)
    status = status_of(found, today())
    context = {
        "certificate": found,
        "code": grouped(found.code),
        "status": status,
        "colour": _COLOURS[status],
        "valid_through": found.expires_on - dt.timedelta(days=1),
    }
    return _unindexed(render(request, "certification/verify.html", context))


def _unindexed(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
