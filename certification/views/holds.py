"""Where the coordinator places a hold and ends it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from certification.forms.holds import EndHoldForm, HoldForm
from certification.selectors.holds import hold_to_end
from certification.services.holds import end_hold, place_hold
from certification.views.program import supporter_or_404
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.errors import Refusal
from portal.common.forms import attach
from portal.common.time import today
from portal.common.words import day


@access("hold.place")
@require_http_methods(["GET", "HEAD", "POST"])
def hold_new(request: PersonRequest, number: int) -> HttpResponse:
    """Pause a supporter from a day on."""
    supporter = supporter_or_404(number)
    form = HoldForm(request.POST or None, initial={"since": today()})
    if request.method == "POST" and form.is_valid():
        try:
            hold = place_hold(supporter, **form.cleaned_data, by=request.user)
        except Refusal as refusal:
            attach(form, refusal)
        else:
            messages.success(request, f"{supporter.person.name} is on hold from {day(hold.since)}.")
            return redirect("certification:program_supporter", number)
    return render(request, "certification/hold.html", {"form": form, "supporter": supporter})


@access("hold.place")
@require_http_methods(["GET", "HEAD", "POST"])
def hold_end(request: PersonRequest, number: int, hold: int) -> HttpResponse:
    """End a hold; the form says which end the coordinator saw, so that a change by another is noticed."""
    supporter = supporter_or_404(number)
    placed = hold_to_end(supporter, hold)
    if placed is None:
        raise Http404
    form = EndHoldForm(request.POST or None, initial={"until": today(), "seen_until": placed.until})
    if request.method == "POST" and form.is_valid():
        try:
            ended = end_hold(placed, **form.cleaned_data, by=request.user)
        except Refusal as refusal:
            attach(form, refusal)
        else:
            back = f"is back from {day(ended.until)}"
            what = "was never on hold" if ended.until == ended.since > today() else back
            messages.success(request, f"{supporter.person.name} {what}.")
            return redirect("certification:program_supporter", number)
    context = {"form": form, "supporter": supporter, "hold": placed}
    return render(request, "certification/hold_end.html", context)
