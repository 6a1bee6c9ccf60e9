"""The course as a list, a module, and its parts."""

from itertools import groupby
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from curriculum.content import Part
from curriculum.enums import ModuleStatus
from curriculum.models import Edition
from curriculum.selectors.learning import (
    ModuleState,
    course_states,
    locking_module,
    next_module,
)
from curriculum.views.parts import part_pages
from curriculum.views.shared import (
    address,
    first_part,
    locked,
    part_or_404,
    shown_or_404,
    state_or_404,
)
from portal.accounts.requests import PersonRequest
from portal.common.access import access
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


class CourseTasks(NamedTuple):
    """A course with its task list."""

    title: str
    tasks: list[Task]


class About(NamedTuple):
    """A part with the template that says what it asks for ("": none does)."""

    template: str
    part: Part


@access("training.learn")
@require_safe
def training(request: PersonRequest) -> HttpResponse:
    """The course: what is done, how many minutes are left, and one button to continue."""
    states = course_states(request.user)
    going_on = next_module(states)
    return render(
        request,
        "curriculum/training.html",
        {
            "courses": _courses(states),
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
    """People in the middle go on where they stopped (unless `?about` is asked for); others see what it is about."""
    state = state_or_404(request, slug)
    midway = state.status == ModuleStatus.STARTED and state.locked_by is None
    if midway and "about" not in request.GET:
        return redirect(address(state))
    going_on = state.edition.part(state.resume_at)
    context = {
        "state": state,
        "go_on_url": first_part(state) if state.is_done else address(state),
        "again": part_pages()[going_on.kind].again if going_on else "",
        "about": [About(part_pages()[part.kind].about, part) for part in state.edition.parts],
    }
    return render(request, "curriculum/module.html", context)


@access("training.learn")
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: PersonRequest, slug: str, part_slug: str) -> HttpResponse:
    """One part of a module, as its kind shows it. A POST applies to the edition that the form showed."""
    if request.method == "POST":
        return _take(request, shown_or_404(request, slug), part_slug)
    state = state_or_404(request, slug)
    if state.locked_by is not None:
        return locked(request, state)
    found = part_or_404(state.edition, part_slug)
    return part_pages()[found.kind].show(request, state, found)


def _take(request: PersonRequest, edition: Edition, part_slug: str) -> HttpResponse:
    """How far the person is, is asked only where it matters: a locked module's page shows it."""
    if locking_module(request.user, edition.module) is not None:
        return locked(request, state_or_404(request, edition.module.slug))
    found = part_or_404(edition, part_slug)
    return part_pages()[found.kind].take(request, edition, found)


def _courses(states: list[ModuleState]) -> list[CourseTasks]:
    return [
        CourseTasks(title, [_task(state) for state in of_it])
        for title, of_it in groupby(states, key=lambda state: state.module.course.title)
    ]


def _task(state: ModuleState) -> Task:
    url = state.module.get_absolute_url()
    if state.locked_by is not None:
        hint = _("Opens when “%(module)s” is finished.") % {"module": state.locked_by.title}
        return Task(state.edition.title, _("Later"), "grey", url, hint)
    return Task(
        state.edition.title,
        str(state.status.label),
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
            return _("About %(time)s left") % {"time": left}
        case ModuleStatus.LOOK_AGAIN:
            return _("About %(left)s. Look again before %(day)s; until then it counts as done.") % {
                "left": left,
                "day": day(state.due_on),
            }
        case ModuleStatus.OUTDATED:
            return _("About %(left)s. The text changed, and since %(day)s it no longer counts.") % {
                "left": left,
                "day": day(state.due_on),
            }
        case _:
            return _("Finished on %(day)s") % {"day": day(state.finished_on)}
