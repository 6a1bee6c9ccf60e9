"""What the pages of the training share: finding what an address or a form names, and where a person continues."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from curriculum.content import Part
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
    # No database has ids with more digits.
    edition = edition_shown(slug, int(said)) if said.isdecimal() and len(said) < 19 else None
    if edition is None:
        raise Http404
    return edition


def part_or_404(edition: Edition, slug: str) -> Part:
    """A part of an edition; a 404 where it has no such part."""
    found = edition.part(slug)
    if found is None:
        raise Http404
    return found


def locked(request: PersonRequest, state: ModuleState) -> HttpResponse:
    """The page that says which module comes first."""
    return render(request, "curriculum/module_locked.html", {"state": state}, status=403)


def address(state: ModuleState) -> str:
    """Where a person continues in a module."""
    return reverse("curriculum:part", args=[state.module.slug, state.resume_at])


def first_part(state: ModuleState) -> str:
    """Where a person starts a module, for the first time or again."""
    return reverse("curriculum:part", args=[state.module.slug, state.edition.parts[0].slug])
