"""Reading and signing the expectations."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curriculum.forms.expectations import AcceptanceForm
from curriculum.selectors.expectations import expectations_state
from curriculum.services.expectations import accept_expectations
from portal.accounts.confirming import signed_in_afresh
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.acting import redirect_saying, sent, submit


@access("expectations.accept")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_afresh
def expectations(request: PersonRequest) -> HttpResponse:
    """The expectations; signing needs a fresh sign-in and is bound to the text that was shown."""
    person = request.user
    state = expectations_state(person)
    if state is None:
        return render(request, "curriculum/expectations_none.html")
    form = AcceptanceForm(person, state.edition, sent(request))
    done = submit(
        form,
        lambda: accept_expectations(
            person,
            edition_id=form.cleaned_data["edition"],
            printed_name=form.cleaned_data["printed_name"],
        ),
        # The page shows the newer text then.
        if_stale={"edition": state.edition.pk},
    )
    if done:
        text = _("You signed the expectations. Thank you.")
        return redirect_saying(request, text, "curriculum:expectations")
    return render(request, "curriculum/expectations.html", {"state": state, "form": form})
