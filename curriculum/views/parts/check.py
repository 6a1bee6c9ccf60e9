"""The knowledge check of a module, and what came of an attempt."""

import datetime as dt
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as marked
from django.views.decorators.http import require_safe

from curriculum.content import Part
from curriculum.forms.checks import CheckForm
from curriculum.models import Attempt, Edition
from curriculum.rules.parts.check import check_of, questions_of
from curriculum.rules.progress import marked_parts, replaced_on
from curriculum.rules.review import review
from curriculum.selectors.learning import (
    ModuleState,
    course_states,
    next_module,
    own_attempts,
    published_numbers,
)
from curriculum.services.checks import submit_attempt
from curriculum.views.parts import PartPage
from curriculum.views.shared import address
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.acting import submit
from portal.common.time import today


class Newer(NamedTuple):
    """What a newer edition means for this one: until when it counts (None: it goes on counting)."""

    until: dt.date | None
    still_counts: bool


def show(request: PersonRequest, state: ModuleState, part: Part) -> HttpResponse:
    """The questions, once every section is read."""
    if state.unread:
        return render(request, "curriculum/parts/check_closed.html", {"state": state})
    return _questions(request, CheckForm(state.edition, request.user), state.module.slug)


def take(request: PersonRequest, edition: Edition, part: Part) -> HttpResponse:
    """Grade the answers on the edition that the form showed, whatever was published since."""
    person, slug = request.user, edition.module.slug
    form = CheckForm(edition, person, request.POST)
    done = submit(
        form,
        lambda: submit_attempt(
            person, edition=edition, token=form.cleaned_data["token"], answers=form.answers()
        ),
    )
    if done is None:
        return _questions(request, form, slug)
    return redirect("curriculum:attempt", slug=slug, pk=done.result.pk)


@access("training.learn")
@require_safe
def attempt(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """One's own attempt: what was wrong and why, and what to do next."""
    person = request.user
    found = get_object_or_404(own_attempts(person), pk=pk, edition__module__slug=slug)
    questions = review(questions_of(found.edition.parts), found.answers, found.wrong)
    states = course_states(person)
    going_on = next_module(states) if found.passed else None
    mine = next((s for s in states if s.module.pk == found.edition.module_id), None)
    return render(
        request,
        "curriculum/parts/attempt.html",
        {
            "attempt": found,
            "wrong": [question for question in questions if not question.right],
            "right": [question for question in questions if question.right],
            "total": len(questions),
            "sections": marked_parts(found.edition.parts),
            "check": check_of(found.edition.parts),
            "newer": _newer(found),
            "is_open": mine is not None,
            "stays_done": mine is not None and mine.counts and not found.passed,
            "going_on": going_on,
            "go_on_url": address(going_on) if going_on else "",
        },
    )


def _questions(request: PersonRequest, form: CheckForm, slug: str) -> HttpResponse:
    context = {"form": form, "edition": form.shown, "slug": slug}
    return render(request, "curriculum/parts/check.html", context)


def _newer(found: Attempt) -> Newer | None:
    published = published_numbers(found.edition.module)
    if published[-1].number == found.edition.number:
        return None
    until = replaced_on(found.edition.number, published)
    return Newer(until, until is None or today() < until)


PAGE = PartPage(
    show=show,
    take=take,
    again=marked("Answer the check again"),
    about="curriculum/parts/check_about.html",
    addresses=[path("training/<slug:slug>/check/<int:pk>/", attempt, name="attempt")],
)
