"""The sections of the network, who leads them, and where the coordinator changes that."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.acting import redirect_saying, sent, submit
from portal.common.time import today
from portal.sections.forms import LeaderForm
from portal.sections.models import Leadership, Section
from portal.sections.selectors import leaders_of, sections_with_leaders
from portal.sections.services import appoint_leader_by_address, end_leadership

APPOINTED = {
    Leadership.Kind.HEAD: _("%(name)s is section head of %(section)s from today on."),
    Leadership.Kind.LEADER: _("%(name)s is section leader of %(section)s from today on."),
}


@access("section.see")
@require_safe
def sections(request: PersonRequest) -> HttpResponse:
    """Every section by campus, with its leaders."""
    return render(request, "sections/sections.html", {"sections": sections_with_leaders()})


@access("section.see")
@require_safe
def section(request: PersonRequest, slug: str) -> HttpResponse:
    """One section: its campus, its leaders, and the way to its supporters."""
    shown = _section_or_404(slug)
    return render(
        request, "sections/section.html", {"section": shown, "leaders": leaders_of(shown)}
    )


@access("section.keep")
@require_http_methods(["GET", "HEAD", "POST"])
def leaders(request: PersonRequest, slug: str) -> HttpResponse:
    """Appoint a leader from today on; the list has those whose tenure can be ended."""
    kept = _section_or_404(slug)
    form = LeaderForm(sent(request))
    done = submit(
        form,
        lambda: appoint_leader_by_address(
            kept,
            email=form.cleaned_data["email"],
            kind=Leadership.Kind(form.cleaned_data["kind"]),
            by=request.user,
        ),
    )
    if done:
        text = APPOINTED[Leadership.Kind(done.result.kind)] % {
            "name": done.result.person.name,
            "section": kept,
        }
        return redirect_saying(request, text, "sections:leaders", slug)
    context = {"section": kept, "leaders": leaders_of(kept), "form": form}
    return render(request, "sections/leaders.html", context)


@access("section.keep")
@require_http_methods(["GET", "HEAD", "POST"])
def leader_end(request: PersonRequest, slug: str, number: int) -> HttpResponse:
    """End a leader's tenure today, after asking."""
    kept = _section_or_404(slug)
    tenure = get_object_or_404(
        Leadership.objects.filter(section=kept).select_related("person"), pk=number
    )
    is_over = tenure.until is not None and tenure.until <= today()
    if request.method == "POST" or is_over:
        if not is_over:
            end_leadership(tenure, by=request.user, why="Ended by the program office")
        text = _("%(name)s no longer leads %(section)s.") % {
            "name": tenure.person.name,
            "section": kept,
        }
        return redirect_saying(request, text, "sections:leaders", slug)
    return render(request, "sections/leader_end.html", {"section": kept, "tenure": tenure})


def _section_or_404(slug: str) -> Section:
    return get_object_or_404(Section.objects.select_related("campus"), slug=slug)
