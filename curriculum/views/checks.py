"""The knowledge check of a module, and what came of an attempt."""

import datetime as dt
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from curriculum.forms.checks import CheckForm
from curriculum.models import Attempt
from curriculum.rules.progress import replaced_on
from curriculum.rules.review import review
from curriculum.selectors.learning import course_states, own_attempts, published_numbers
from curriculum.services.learning import submit_attempt
from curriculum.views.training import (
    address,
    locked,
    next_module,
    shown_or_404,
    state_or_404,
)
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.acting import submit
from portal.common.time import today


class Newer(NamedTuple):
    """What a newer edition means for this one: until when it counts (None: it goes on counting)."""

    until: dt.date | None
    still_counts: bool


@access("training.learn")
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: PersonRequest, slug: str) -> HttpResponse:
    """The questions; an attempt is graded on the edition that the form showed, whatever was published since."""
    person, state = request.user, state_or_404(request, slug)
    if state.locked_by is not None:
        return locked(request, state)
    if request.method != "POST":
        if state.unread:
            return render(request, "curriculum/check_closed.html", {"state": state})
        return _questions(request, CheckForm(state.edition, person), slug)
    edition = shown_or_404(request, slug)
    form = CheckForm(edition, person, request.POST)
    done = submit(
        form,
        lambda: submit_attempt(person, edition, form.cleaned_data["token"], form.answers()),
    )
    if done is None:
        return _questions(request, form, slug)
    made = done.result
    return redirect("curriculum:attempt", slug=made.edition.module.slug, pk=made.pk)


@access("training.learn")
@require_safe
def attempt(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """One's own attempt: what was wrong and why, and what to do next."""
    person = request.user
    found = get_object_or_404(own_attempts(person), pk=pk, edition__module__slug=slug)
    questions = review(found.edition.questions, found.answers, found.wrong)
    states = course_states(person)
    going_on = next_module(states) if found.passed else None
    mine = next((s for s in states if s.module.pk == found.edition.module_id), None)
    return render(
        request,
        "curriculum/attempt.html",
        {
            "attempt": found,
            "wrong": [question for question in questions if not question.right],
            "right": [question for question in questions if question.right],
            "total": len(questions),
            "newer": _newer(found),
            "is_open": mine is not None,
            "stays_done": mine is not None and mine.counts and not found.passed,
            "going_on": going_on,
            "go_on_url": address(going_on) if going_on else "",
        },
    )


def _questions(request: PersonRequest, form: CheckForm, slug: str) -> HttpResponse:
    context = {"form": form, "edition": form.shown, "slug": slug}
    return render(request, "curriculum/check.html", context)


def _newer(found: Attempt) -> Newer | None:
    published = published_numbers(found.edition.module)
    if published[-1].number == found.edition.number:
        return None
    until = replaced_on(found.edition.number, published)
    return Newer(until, until is None or today() < until)
