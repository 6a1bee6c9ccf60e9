"""The coordinator's view: everybody by who must act next, and one person with their record."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from certification.enums import Actor
from certification.forms.filters import ProgramFilter
from certification.forms.nominations import NameForm
from certification.phrases.kinds import Oversight
from certification.phrases.oversight import advice_of, lines_of
from certification.phrases.summary import COLOURS
from certification.rules.gate import NO_TERMS
from certification.rules.waiting import waits_on
from certification.selectors.certificates import (
    is_renewable,
    standing_certificate,
    undrawable_of,
)
from certification.selectors.endorsements import endorsement_in_force
from certification.selectors.holds import holds_of
from certification.selectors.ledger import told_entries_of
from certification.selectors.nominations import unanswered_nominations
from certification.selectors.policy import terms_on
from certification.selectors.program import moved_on
from certification.selectors.program import program as everybody
from certification.selectors.waiting import decision_and_circumstances
from certification.services.accounts import correct_supporters_name
from certification.services.certificates import renew_certificate
from certification.services.endorsements import withdraw_endorsement
from certification.views.supporters import supporter_or_404
from portal.accounts.confirming import signed_in_afresh
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.acting import press, redirect_saying, sent, submit
from portal.common.time import today
from portal.common.words import last_day
from portal.sections.forms import SectionForm
from portal.sections.selectors import section_of, sections_by_campus
from portal.sections.services import join_section

ON_A_PAGE = 25
NOMINATIONS_SHOWN = 20


@access("program.oversee")
@require_safe
def program(request: PersonRequest) -> HttpResponse:
    """Everybody on the path by who must act next, and the nominations that nobody answered."""
    form = ProgramFilter(request.GET, sections_by_campus())
    chosen = form.chosen()
    group = chosen.pop("group", "")
    actor = Actor(group) if group in Actor.values else None
    shown = everybody(today(), chosen)
    page = Paginator(shown.waiting_on(actor), ON_A_PAGE).get_page(request.GET.get("page"))
    nominations = list(unanswered_nominations()[: NOMINATIONS_SHOWN + 1])
    context = {
        "form": form,
        "narrowed": bool(chosen),
        "groups": _groups(request, shown.queues.counts, actor),
        "page": page,
        "lines": page.object_list,
        "nominations": nominations[:NOMINATIONS_SHOWN],
        "more_nominations": len(nominations) > NOMINATIONS_SHOWN,
        "has_policy": bool(shown.terms.requirements),
    }
    return render(request, "certification/program.html", context)


@access("program.oversee")
@require_safe
def program_supporter(request: PersonRequest, number: int) -> HttpResponse:
    """One supporter: each requirement, the holds, and everything in the ledger."""
    supporter = supporter_or_404(number)
    on = today()
    terms = terms_on(on) or NO_TERMS
    decision, around = decision_and_circumstances(supporter.pk, on, terms)
    oversight = Oversight(decision, around, undrawable_of(supporter, decision, on))
    last, certificate = moved_on(supporter), standing_certificate(supporter)
    context = {
        "supporter": supporter,
        "section": section_of(supporter.person, on),
        "decision": decision,
        "colour": COLOURS[decision.standing],
        "waits_on": waits_on(decision, around),
        "lines": lines_of(oversight),
        "advice": advice_of(oversight),
        "moved_on": last,
        "days": (on - last).days,
        "endorsement": endorsement_in_force(supporter, on),
        "certificate": certificate,
        "renewable": certificate is not None and is_renewable(certificate, on),
        "holds": holds_of(supporter, on),
        "entries": told_entries_of(supporter),
    }
    return render(request, "certification/program_supporter.html", context)


@access("program.oversee")
@signed_in_afresh
@require_http_methods(["GET", "HEAD", "POST"])
def end_endorsement(request: PersonRequest, number: int) -> HttpResponse:
    """Withdraw a supporter's endorsement in the program's name: where its signer moved on, or asks for it."""
    supporter = supporter_or_404(number)
    endorsement = endorsement_in_force(supporter, today())
    if endorsement is None:
        text = _("No endorsement of %(person)s is in force.") % {"person": supporter.person.name}
        return _back_to(request, number, text, level=messages.INFO)
    if request.method == "POST":
        withdraw_endorsement(endorsement, by=request.user)
        return _back_to(
            request,
            number,
            _("The endorsement of %(person)s is withdrawn.") % {"person": supporter.person.name},
        )
    context = {"supporter": supporter, "endorsement": endorsement}
    return render(request, "certification/end_endorsement.html", context)


@access("program.oversee")
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: PersonRequest, number: int) -> HttpResponse:
    """Renew a certificate that has ended or ends soon, after asking."""
    supporter = supporter_or_404(number)
    standing = standing_certificate(supporter)
    if standing is None:
        text = _("%(person)s has no certificate yet.") % {"person": supporter.person.name}
        return _back_to(request, number, text, level=messages.INFO)
    if request.method == "POST":
        done = press(request, lambda: renew_certificate(supporter, by=request.user))
        if done is None:
            return redirect("certification:program_supporter", number)
        ends = last_day(done.result.expires_on)
        return _back_to(
            request,
            number,
            _("The certificate is renewed, and valid through %(ends)s.") % {"ends": ends},
        )
    context = {"supporter": supporter, "certificate": standing}
    return render(request, "certification/renew.html", context)


@access("account.keep")
@require_http_methods(["GET", "HEAD", "POST"])
def correct_name(request: PersonRequest, number: int) -> HttpResponse:
    """Correct a supporter's name or credentials."""
    supporter = supporter_or_404(number)
    person = supporter.person
    form = NameForm(sent(request), initial={"name": person.name, "credentials": person.credentials})
    done = submit(
        form, lambda: correct_supporters_name(supporter, **form.cleaned_data, by=request.user)
    )
    if done:
        return _back_to(
            request,
            number,
            _("The name is %(name)s from now on.") % {"name": done.result.full_name},
        )
    return render(
        request, "certification/correct_name.html", {"form": form, "supporter": supporter}
    )


@access("section.keep")
@require_http_methods(["GET", "HEAD", "POST"])
def move_section(request: PersonRequest, number: int) -> HttpResponse:
    """Say in which section a supporter works from today on."""
    supporter = supporter_or_404(number)
    works_in = section_of(supporter.person)
    form = SectionForm(sent(request), initial={"section": works_in})
    done = submit(
        form,
        lambda: join_section(
            supporter.person,
            section=form.cleaned_data["section"],
            by=request.user,
            why="Moved by the program office",
        ),
    )
    if done:
        text = _("%(person)s works in %(section)s.") % {
            "person": supporter.person.name,
            "section": done.result.section,
        }
        return _back_to(request, number, text)
    context = {"form": form, "supporter": supporter, "section": works_in}
    return render(request, "certification/move_section.html", context)


def _back_to(
    request: PersonRequest, number: int, text: str, level: int = messages.SUCCESS
) -> HttpResponse:
    return redirect_saying(request, text, "certification:program_supporter", number, level=level)


def _groups(
    request: PersonRequest, counts: Mapping[Actor, int], chosen: Actor | None
) -> list[dict[str, object]]:
    """The links that choose who must act; the other filters stay."""
    choices = [("", _("Everybody"), sum(counts.values()))]
    choices += [(actor.value, str(actor.label), counts[actor]) for actor in Actor]
    groups = []
    for value, label, count in choices:
        query = request.GET.copy()
        query.pop("page", None)
        query["group"] = value
        current = value == (chosen.value if chosen else "")
        groups.append(
            {"label": label, "count": count, "query": query.urlencode(), "current": current}
        )
    return groups
