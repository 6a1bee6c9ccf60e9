"""Reading and signing the expectations."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from curriculum.forms.expectations import AcceptanceForm
from curriculum.selectors.expectations import expectations_state
from curriculum.services.expectations import accept_expectations
from portal.accounts.fresh import signed_in_afresh
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.errors import Refusal, Stale
from portal.common.forms import attach, retype


@access("expectations.accept")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_afresh
def expectations(request: PersonRequest) -> HttpResponse:
    """The expectations; signing needs a fresh sign-in and is bound to the text that was shown."""
    person = request.user
    state = expectations_state(person)
    if state is None:
        return render(request, "curriculum/expectations_none.html")
    if request.method != "POST":
        form = AcceptanceForm(person, state.edition)
        return render(request, "curriculum/expectations.html", {"state": state, "form": form})
    form = AcceptanceForm(person, state.edition, request.POST)
    if form.is_valid():
        try:
            accept_expectations(
                person, form.cleaned_data["edition"], form.cleaned_data["printed_name"]
            )
        except Refusal as refusal:
            attach(form, refusal)
            if isinstance(refusal, Stale):
                # The page now shows the newer text, and the next try is about that.
                retype(form, "edition", state.edition.pk)
        else:
            messages.success(request, "You signed the expectations. Thank you.")
            return redirect("curriculum:expectations")
    return render(request, "curriculum/expectations.html", {"state": state, "form": form})
