"""Where a section leader sees who waits for a signature, and signs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from certification.enums import StatementKind
from certification.forms.signatures import SignatureForm
from certification.selectors.endorsements import (
    Colleague,
    as_colleagues,
    colleague_of,
    colleagues_to_list,
    endorsement_is_in_force,
    own_endorsement,
)
from certification.selectors.statements import statement_for
from certification.selectors.supporters import supporter_seen
from certification.services.attestations import attest_good_standing
from certification.services.endorsements import (
    decline_endorsement,
    sign_endorsement,
    withdraw_endorsement,
)
from portal.accounts.confirming import signed_in_afresh
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.acting import redirect_saying, submit
from portal.common.time import today
from portal.sections.selectors import section_of, sections_led_by

ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Signing:
    """A page on which a statement is shown and signed."""

    kind: StatementKind
    template: str
    sign: Callable
    done: Promise


ATTEST = Signing(
    StatementKind.GOOD_STANDING,
    "certification/attest.html",
    attest_good_standing,
    gettext_lazy("Thank you. You have attested the good standing of %(name)s."),
)
ENDORSE = Signing(
    StatementKind.ENDORSEMENT,
    "certification/endorse.html",
    sign_endorsement,
    gettext_lazy("You endorsed %(name)s. We’ve emailed them."),
)
DECLINE = Signing(
    StatementKind.DECLINE,
    "certification/decline.html",
    decline_endorsement,
    gettext_lazy("Your decision is recorded. We’ve told %(name)s, without a reason."),
)


@access("endorsement.see")
@require_http_methods(["GET", "HEAD"])
def endorsements(request: PersonRequest) -> HttpResponse:
    """The supporters of one's own sections, by what they wait for; those who wait come first."""
    pages = Paginator(colleagues_to_list(request.user, today()), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    sections = list(sections_led_by(request.user))
    colleagues = as_colleagues(list(page.object_list), request.user, sections, today())
    context = {
        "page": page,
        # Whoever is on another page is not missing.
        "whole": pages.num_pages == 1,
        "sections": sections,
        "good_standing": [c for c in colleagues if c.needs_good_standing],
        "certified": [c for c in colleagues if c.needs_endorsement and not c.declined],
        "declined": [c for c in colleagues if c.needs_endorsement and c.declined],
        "endorsed": [c for c in colleagues if c.endorsement],
        "me": request.user,
    }
    return render(request, "certification/endorsements.html", context)


@access("good_standing.attest")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_afresh
def attest(request: PersonRequest, number: int) -> HttpResponse:
    """Attest that a supporter of one's own section is in good standing."""
    if request.method == "POST":
        return _sign(request, number, ATTEST)
    colleague = _colleague_or_404(request, number)
    if not colleague.needs_good_standing:
        return _nothing_to_sign(
            request,
            _("%(person)s has this statement.") % {"person": colleague.supporter.person.name},
        )
    return _show(request, colleague, ATTEST, SignatureForm(request.user))


@access("endorsement.sign")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_afresh
def endorse(request: PersonRequest, number: int) -> HttpResponse:
    """Endorse a certified supporter of one's own section."""
    if request.method == "POST":
        return _sign(request, number, ENDORSE)
    colleague = _colleague_or_404(request, number)
    if not colleague.needs_endorsement:
        return _nothing_to_sign(request, _why_not(colleague))
    return _show(request, colleague, ENDORSE, SignatureForm(request.user))


@access("endorsement.sign")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_afresh
def decline(request: PersonRequest, number: int) -> HttpResponse:
    """Confirm that one does not endorse a supporter at this time; no reason is asked."""
    if request.method == "POST":
        return _sign(request, number, DECLINE)
    colleague = _colleague_or_404(request, number)
    if not colleague.needs_endorsement:
        return _nothing_to_sign(request, _why_not(colleague))
    return _show(request, colleague, DECLINE, SignatureForm(request.user))


@access("endorsement.sign")
@signed_in_afresh
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PersonRequest, number: int) -> HttpResponse:
    """Confirm that one withdraws one's own endorsement from today on, wherever the supporter works by now."""
    endorsement = own_endorsement(request.user, number)
    if endorsement is None:
        raise Http404
    supporter = endorsement.supporter
    if not endorsement_is_in_force(endorsement, today()):
        text = _("Your endorsement of %(person)s is not in force any more.") % {
            "person": supporter.person.name
        }
        return redirect_saying(request, text, "certification:endorsements", level=messages.INFO)
    if request.method == "POST":
        withdraw_endorsement(endorsement, by=request.user)
        text = _("You have withdrawn your endorsement of %(person)s.") % {
            "person": supporter.person.name
        }
        return redirect_saying(request, text, "certification:endorsements")
    context = {"supporter": supporter, "endorsement": endorsement}
    return render(request, "certification/withdraw.html", context)


def _colleague_or_404(request: PersonRequest, number: int) -> Colleague:
    found = colleague_of(request.user, today(), number)
    if found is None:
        raise Http404
    return found


def _sign(request: PersonRequest, number: int, page: Signing) -> HttpResponse:
    """Sign; the service says whether this person may, and only a form that is shown again needs the whole colleague."""
    supporter = supporter_seen(number)
    section = section_of(supporter.person, today()) if supporter else None
    if supporter is None or section is None:
        raise Http404
    form = SignatureForm(request.user, request.POST)
    done = submit(
        form,
        lambda: page.sign(
            supporter,
            section=section,
            printed_name=form.cleaned_data["printed_name"],
            statement_hash=request.POST.get("statement_hash", ""),
            by=request.user,
        ),
    )
    if done is None:
        return _show(request, _colleague_or_404(request, number), page, form)
    text = str(page.done) % {"name": supporter.person.name}
    return redirect_saying(request, text, "certification:endorsements")


def _show(
    request: PersonRequest, colleague: Colleague, page: Signing, form: SignatureForm
) -> HttpResponse:
    statement = statement_for(
        page.kind,
        colleague.supporter,
        request.user,
        colleague.section,
        today(),
        colleague.done.certificate,
    )
    context = {"form": form, "colleague": colleague, "statement": statement}
    return render(request, page.template, context)


def _nothing_to_sign(request: PersonRequest, why: str) -> HttpResponse:
    text = f"There is nothing to sign: {why}"
    return redirect_saying(request, text, "certification:endorsements", level=messages.INFO)


def _why_not(colleague: Colleague) -> str:
    name = colleague.supporter.person.name
    if colleague.endorsement:
        return _("%(name)s is endorsed by %(signer)s.") % {
            "name": name,
            "signer": colleague.endorsement.signer.name,
        }
    return _("%(name)s has no certificate in force yet.") % {"name": name}
