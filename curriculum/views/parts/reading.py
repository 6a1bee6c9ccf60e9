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


def show(request: PersonRequest, state: ModuleState, part: Part) -> HttpResponse:
    """One section to read."""
    open_section(request.user, edition=state.edition, slug=part.slug)
    sections = state.marked_parts
    place = sections.index(part)
    context = {
        "state": state,
        "section": part,
        "number": place + 1,
        "previous": sections[place - 1] if place else None,
    }
    return render(request, "curriculum/parts/reading.html", context)


def take(request: PersonRequest, edition: Edition, part: Part) -> HttpResponse:
    """Finish the section, and lead to the next part."""
    following = mark_read(request.user, edition=edition, slug=part.slug)
    if edition.number != edition.newest:  # type: ignore[attr-defined]  # annotated
        # A newer edition came out meanwhile. Continue there; unchanged sections count as read.
        return redirect("curriculum:module", slug=edition.module.slug)
    return redirect("curriculum:part", slug=edition.module.slug, part_slug=following)


PAGE = PartPage(show=show, take=take, again=marked("Read what changed"))
