"""What the pages of the training share: finding what an address or a form names, and where a person goes on."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from curriculum.models import Edition
from curriculum.selectors.learning import ModuleState, edition_shown, module_state
from portal.accounts.requests import PersonRequest


def state_or_404(request: PersonRequest, slug: str) -> ModuleState:
    """The module as this person finds it; a 404 where the course has no such module today."""
    state = module_state(request.user, slug)
    if state is None:
        raise Http404
    return state


def shown_or_404(request: PersonRequest, slug: str) -> Edition:
    """The edition that the form says it showed; a 404 for nonsense and for another module's."""
    said = request.POST.get("edition", "")
    # No database has ids of more digits.
    edition = edition_shown(slug, int(said)) if said.isdecimal() and len(said) < 19 else None
    if edition is None:
        raise Http404
    return edition


def locked(request: PersonRequest, state: ModuleState) -> HttpResponse:
    """Says which module comes first."""
    return render(request, "curriculum/module_locked.html", {"state": state}, status=403)


def address(state: ModuleState) -> str:
    """Where a person goes on in a module."""
    return reverse("curriculum:part", args=[state.module.slug, state.resume_at])


def first_part(state: ModuleState) -> str:
    """Where somebody begins a module, once more or for the first time."""
    return reverse("curriculum:part", args=[state.module.slug, state.edition.parts[0].slug])
