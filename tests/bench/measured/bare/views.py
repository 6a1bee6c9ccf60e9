"""The measure of a write."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from measured.bare.models import BareRow
from portal.common.access import access


@access("site.visit")
@require_POST
def insert(request: HttpRequest) -> HttpResponse:
    """Insert one row, and say so."""
    BareRow.objects.create(text=request.path)
    return HttpResponse("Inserted.")
