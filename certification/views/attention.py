"""What waits for the coordinator because a machine gave up, or because somebody left."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from certification.selectors.left_behind import left_behind
from portal.accounts.requests import PersonRequest
from portal.common.access import access

SHOWN = 20


@access("program.oversee")
@require_safe
def attention(request: PersonRequest) -> HttpResponse:
    """Of each kind what waits longest, and where to put it right."""
    found = left_behind(SHOWN)
    return render(request, "certification/attention.html", {"found": found})
