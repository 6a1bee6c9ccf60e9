"""The sections of the network, and who leads them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.sections.models import Section
from portal.sections.selectors import leaders_of, sections_with_leaders


@access("section.see")
@require_safe
def sections(request: PersonRequest) -> HttpResponse:
    """Every section by campus, with its leaders."""
    return render(request, "sections/sections.html", {"sections": sections_with_leaders()})


@access("section.see")
@require_safe
def section(request: PersonRequest, slug: str) -> HttpResponse:
    """One section: its campus, its leaders, and the way to its supporters."""
    shown = get_object_or_404(Section.objects.select_related("campus"), slug=slug)
    return render(
        request, "sections/section.html", {"section": shown, "leaders": leaders_of(shown)}
    )
