"""The course as a list, a module, and its sections."""

from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from curriculum.enums import ModuleStatus
from curriculum.models import Edition
from curriculum.selectors.learning import (
    ModuleState,
    course_states,
    edition_shown,
    module_state,
)
from curriculum.services.learning import mark_read, open_section
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.errors import Refusal
from portal.common.words import day, duration

COLOURS = {
    ModuleStatus.NEW: "blue",
    ModuleStatus.STARTED: "yellow",
    ModuleStatus.DONE: "green",
    ModuleStatus.LOOK_AGAIN: "orange",
    ModuleStatus.OUTDATED: "red",
}


class Task(NamedTuple):
    """A module as a line of the task list."""

    title: str
    status: str
    colour: str
    url: str
    hint: str


@access("training.learn")
@require_safe
def training(request: PersonRequest) -> HttpResponse:
    """The course: what is done, what is left in honest minutes, and one button that goes on."""
    states = course_states(request.user)
    going_on = next_module(states)
    return render(
        request,
        "curriculum/training.html",
        {
            "tasks": [_task(state) for state in states],
            "done": sum(state.counts for state in states),
            "total": len(states),
            "minutes_left": sum(state.minutes_left for state in states),
            "going_on": going_on,
            "go_on_url": address(going_on) if going_on else "",
            "begun": any(state.touched_at for state in states),
        },
    )


@access("training.learn")
@require_safe
def module(request: PersonRequest, slug: str) -> HttpResponse:
    """Who is in the middle goes on where they stopped (unless `?about` is asked for); others see what it is about."""
    state = state_or_404(request, slug)
    midway = state.status == ModuleStatus.STARTED and state.locked_by is None
    if midway and "about" not in request.GET:
        return redirect(address(state))
    go_on_url = first_section(state) if state.is_done and state.sections else address(state)
    return render(request, "curriculum/module.html", {"state": state, "go_on_url": go_on_url})


@access("training.learn")
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: PersonRequest, slug: str, section_slug: str) -> HttpResponse:
    """One section to read; a POST finishes it and goes on."""
    state = state_or_404(request, slug)
    if state.locked_by is not None:
        return locked(request, state)
    if request.method == "POST":
        return _finish(request, state, section_slug)
    slugs = [each["slug"] for each in state.sections]
    if section_slug not in slugs:
        raise Http404
    open_section(request.user, state.edition, section_slug)
    place = slugs.index(section_slug)
    return render(
        request,
        "curriculum/section.html",
        {
            "state": state,
            "section": state.sections[place],
            "number": place + 1,
            "previous": state.sections[place - 1] if place else None,
            "is_last": place + 1 == len(slugs),
        },
    )


def _finish(request: PersonRequest, state: ModuleState, section_slug: str) -> HttpResponse:
    person, slug = request.user, state.module.slug
    shown = shown_or_404(request, slug)
    try:
        following = mark_read(person, shown, section_slug)
    except Refusal as refusal:
        if refusal.code == "unknown":
            raise Http404 from None
        raise
    if shown != state.edition:
        # A newer edition came out meanwhile: go on there, where what did not change is read already.
        return redirect("curriculum:module", slug=slug)
    if following:
        return redirect("curriculum:section", slug=slug, section_slug=following)
    return redirect("curriculum:check", slug=slug)


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
    """Where a person goes on in a module: a section, or the check when all is read."""
    slug = state.module.slug
    if state.resume_at:
        return reverse("curriculum:section", args=[slug, state.resume_at])
    return reverse("curriculum:check", args=[slug])


def first_section(state: ModuleState) -> str:
    """Where somebody begins to read a module, once more or for the first time."""
    return reverse("curriculum:section", args=[state.module.slug, state.sections[0]["slug"]])


def next_module(states: list[ModuleState]) -> ModuleState | None:
    """What to do next: what was begun (touched last), else what no longer counts, is new, or has changed."""
    open_ones = [
        state for state in states if state.locked_by is None and state.status != ModuleStatus.DONE
    ]
    begun = [state for state in open_ones if state.status == ModuleStatus.STARTED]
    if begun:
        return max(begun, key=lambda state: str(state.touched_at))
    return next((s for s in open_ones if not s.counts), open_ones[0] if open_ones else None)


def _task(state: ModuleState) -> Task:
    url = state.module.get_absolute_url()
    if state.locked_by is not None:
        hint = f"Opens when “{state.locked_by.title}” is finished."
        return Task(state.edition.title, "Later", "grey", url, hint)
    return Task(
        state.edition.title,
        state.status.label,
        COLOURS[state.status],
        url,
        _hint(state),
    )


def _hint(state: ModuleState) -> str:
    left = duration(state.minutes_left)
    match state.status:
        case ModuleStatus.NEW:
            return duration(state.edition.minutes)
        case ModuleStatus.STARTED:
            return f"About {left} left"
        case ModuleStatus.LOOK_AGAIN:
            return f"About {left}. Look again before {day(state.due_on)}; until then it counts as done."
        case ModuleStatus.OUTDATED:
            return f"About {left}. The text changed, and since {day(state.due_on)} it no longer counts."
        case _:
            return f"Finished on {day(state.finished_on)}"
