"""Where the coordinator places a hold and ends it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from certification.forms.holds import EndHoldForm, HoldForm
from certification.selectors.holds import hold_to_end
from certification.services.holds import end_hold, place_hold
from certification.views.supporters import supporter_or_404
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.acting import redirect_saying, sent, submit
from portal.common.time import today
from portal.common.words import day


@access("hold.place")
@require_http_methods(["GET", "HEAD", "POST"])
def hold_new(request: PersonRequest, number: int) -> HttpResponse:
    """Pause a supporter from a day on."""
    supporter = supporter_or_404(number)
    form = HoldForm(sent(request), initial={"since": today()})
    done = submit(form, lambda: place_hold(supporter, **form.cleaned_data, by=request.user))
    if done is None:
        return render(request, "certification/hold.html", {"form": form, "supporter": supporter})
    text = _("%(person)s is on hold from %(day)s.") % {
        "person": supporter.person.name,
        "day": day(done.result.since),
    }
    return redirect_saying(request, text, "certification:program_supporter", number)


@access("hold.place")
@require_http_methods(["GET", "HEAD", "POST"])
def hold_end(request: PersonRequest, number: int, hold: int) -> HttpResponse:
    """End a hold; the form says which end the coordinator saw, so that a change by another is noticed."""
    supporter = supporter_or_404(number)
    placed = hold_to_end(supporter, hold)
    if placed is None:
        raise Http404
    form = EndHoldForm(sent(request), initial={"until": today(), "seen_until": placed.until})
    done = submit(form, lambda: end_hold(placed, **form.cleaned_data, by=request.user))
    if done is None:
        context = {"form": form, "supporter": supporter, "hold": placed}
        return render(request, "certification/hold_end.html", context)
    ended, name = done.result, supporter.person.name
    if ended.until == ended.since > today():
        text = _("%(name)s was never on hold.") % {"name": name}
    else:
        text = _("%(name)s is back from %(day)s.") % {"name": name, "day": day(ended.until)}
    return redirect_saying(request, text, "certification:program_supporter", number)
