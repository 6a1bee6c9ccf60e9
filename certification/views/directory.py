"""The list of active supporters, for every colleague with an account."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from certification.forms.filters import DirectoryFilter
from certification.selectors.directory import directory as active_people
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.time import today
from portal.sections.models import Section
from portal.sections.selectors import campuses

ON_A_PAGE = 60


@access("directory.see")
@require_safe
def directory(request: PersonRequest) -> HttpResponse:
    """Who is an active supporter today, by campus and section; nobody else's name."""
    form = DirectoryFilter(request.GET, campuses())
    chosen = form.chosen()
    slug = chosen.pop("section", None)
    section = Section.objects.select_related("campus").filter(slug=slug).first() if slug else None
    if section is not None:
        chosen["section"] = section.slug
    page = Paginator(active_people(today(), **chosen), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "section": section, "narrowed": bool(chosen)}
    return render(request, "certification/directory.html", context)
