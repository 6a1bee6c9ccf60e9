"""The page of something to try out."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from curriculum.content import Part
from curriculum.models import Edition
from curriculum.selectors.learning import ModuleState
from curriculum.services.learning import mark_read, open_section
from curriculum.views.parts import PartPage
from portal.accounts.requests import PersonRequest


def show(request: PersonRequest, state: ModuleState, part: Part) -> HttpResponse:
    """The task."""
    open_section(request.user, edition=state.edition, slug=part.slug)
    return render(request, "curriculum/parts/practice.html", {"state": state, "part": part})


def take(request: PersonRequest, edition: Edition, part: Part) -> HttpResponse:
    """It is done."""
    following = mark_read(request.user, edition=edition, slug=part.slug)
    return redirect("curriculum:part", slug=edition.module.slug, part_slug=following)


PAGE = PartPage(show=show, take=take, again="Try again")
