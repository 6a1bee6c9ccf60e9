"""A section to read. Marking it as read leads to the next part."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as marked

from curriculum.content import Part
from curriculum.models import Edition
from curriculum.selectors.learning import ModuleState
from curriculum.services.learning import mark_read, open_section
from curriculum.views.parts import PartPage
from portal.accounts.requests import PersonRequest


def show(request: PersonRequest, state: ModuleState, edition: Edition, part: Part) -> HttpResponse:
    """One section to read. A POST finishes it and leads to the next part."""
    if request.method == "POST":
        return _finish(request, state, edition, part)
    open_section(request.user, edition=edition, slug=part.slug)
    sections = state.marked_parts
    place = sections.index(part)
    context = {
        "state": state,
        "section": part,
        "number": place + 1,
        "previous": sections[place - 1] if place else None,
    }
    return render(request, "curriculum/parts/reading.html", context)


def _finish(
    request: PersonRequest, state: ModuleState, edition: Edition, part: Part
) -> HttpResponse:
    following = mark_read(request.user, edition=edition, slug=part.slug)
    if edition != state.edition:
        # A newer edition came out meanwhile. Continue there; unchanged sections count as read.
        return redirect("curriculum:module", slug=state.module.slug)
    return redirect("curriculum:part", slug=state.module.slug, part_slug=following)


PAGE = PartPage(show=show, again=marked("Read what changed"))
