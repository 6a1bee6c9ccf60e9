"""Nominating a colleague, answering a nomination, and what the coordinator does about one that waits."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from certification.enums import NominationStatus
from certification.forms.nominations import AccountForm, NominationForm
from certification.models import Nomination
from certification.selectors.involvement import involvement_on
from certification.selectors.nominations import (
    every_nomination,
    nominations_of,
    nominations_to_answer,
)
from certification.services.accounts import open_account_for
from certification.services.nominating import hand_in_nomination
from certification.services.nominations import (
    accept_nomination,
    close_nomination,
    decline_nomination,
)
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.acting import press, redirect_saying, sent, submit
from portal.common.time import today


@access("nomination.make")
@require_http_methods(["GET", "HEAD", "POST"])
def nominate(request: PersonRequest) -> HttpResponse:
    """Nominate a colleague. The answer is the same whoever the colleague is, unless everybody sees them in the directory."""
    form = NominationForm(sent(request))
    done = submit(
        form,
        lambda: hand_in_nomination(
            name=form.cleaned_data["name"], email=form.cleaned_data["email"], by=request.user
        ),
    )
    if done is None:
        return render(request, "certification/nominate.html", {"form": form})
    text = _(
        "Thank you. We will ask %(nominee)s, unless they have said yes before. You will "
        "hear from us once they have answered."
    ) % {"nominee": form.cleaned_data["name"]}
    return redirect_saying(request, text, "certification:nominate")


@access("nomination.answer")
@require_http_methods(["GET", "HEAD", "POST"])
def nomination(request: PersonRequest, number: int) -> HttpResponse:
    """The nominee reads what it means, and accepts or declines."""
    mine = get_object_or_404(nominations_of(request.user), pk=number)
    if request.method == "POST" and request.POST.get("answer") in {"accept", "decline"}:
        accept = request.POST["answer"] == "accept"
        answer = accept_nomination if accept else decline_nomination
        done = press(request, lambda: answer(mine, by=request.user), level=messages.INFO)
        if done is None:
            return redirect("certification:nomination", number)
        if accept:
            text = _("Welcome. Your path to becoming a peer supporter begins here.")
            return redirect_saying(request, text, "certification:path")
        text = _("Thank you for letting us know. We ask nothing more of you.")
        return redirect_saying(request, text, "certification:nomination", number)
    is_open = mine.status == NominationStatus.OPEN
    others = nominations_to_answer(request.user).exclude(pk=mine.pk) if is_open else ()
    nominators = [each.nominator.full_name for each in others]
    involves = involvement_on(today()) if is_open else ()
    context = {
        "nomination": mine,
        "open": is_open,
        "nominators": nominators,
        "involves": involves,
    }
    return render(request, "certification/nomination.html", context)


@access("program.oversee")
@require_http_methods(["GET", "HEAD", "POST"])
def program_nomination(request: PersonRequest, number: int) -> HttpResponse:
    """One open nomination; where the nominee has no account, the coordinator opens it here."""
    found = get_object_or_404(every_nomination(), pk=number)
    if found.status != NominationStatus.OPEN:
        # Anyone following an old email learns how it ended, not that the page is gone.
        return _ended(request, found)
    if found.nominee is not None:
        if request.method == "POST":
            text = _("%(nominee)s has an account, and can answer.") % {
                "nominee": found.nominee.name
            }
            return redirect_saying(request, text, "certification:program", level=messages.INFO)
        return render(request, "certification/program_nomination.html", {"nomination": found})
    form = AccountForm(sent(request), initial={"name": found.nominee_name})
    done = submit(form, lambda: open_account_for(found, by=request.user, **form.cleaned_data))
    if done is None:
        context = {"form": form, "nomination": found}
        return render(request, "certification/program_nomination.html", context)
    text = _("%(nominee)s has an account now. We’ve emailed them a link to choose a password.") % {
        "nominee": done.result.name
    }
    return redirect_saying(request, text, "certification:program")


@access("program.oversee")
@require_http_methods(["GET", "HEAD", "POST"])
def nomination_close(request: PersonRequest, number: int) -> HttpResponse:
    """Close a mistaken nomination, after asking."""
    found = get_object_or_404(every_nomination(), pk=number)
    if found.status != NominationStatus.OPEN:
        return _ended(request, found)
    if request.method == "POST":
        close_nomination(found, by=request.user)
        text = _("The nomination of %(nominee_name)s is closed. We’ve emailed %(nominator)s.") % {
            "nominee_name": found.nominee_name,
            "nominator": found.nominator.name,
        }
        return redirect_saying(request, text, "certification:program")
    return render(request, "certification/nomination_close.html", {"nomination": found})


def _ended(request: PersonRequest, found: Nomination) -> HttpResponse:
    if found.status == NominationStatus.CLOSED:
        sentence = _("The nomination of %(nominee)s was closed.")
    else:
        sentence = _("The nomination of %(nominee)s is answered.")
    text = sentence % {"nominee": found.nominee_name}
    return redirect_saying(request, text, "certification:program", level=messages.INFO)
