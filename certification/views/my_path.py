"""A person's own page: where they stand, and the one next step."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from certification.selectors.leaders import signatures_awaited_from
from certification.selectors.nominations import nominations_to_answer
from certification.selectors.path import path_of
from curriculum.selectors.sessions.calendar import next_meetings, sessions_to_lead
from curriculum.selectors.sessions.roster import sessions_to_mark
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.roles import Role, roles_of
from portal.common.time import today

SESSIONS_SHOWN = 5


@access("path.see")
@require_safe
def path(request: PersonRequest) -> HttpResponse:
    """My path; for anyone not on it, what the portal offers them. At most 13 statements."""
    person, on, roles = request.user, today(), roles_of(request.user)
    mine = path_of(person, on) if Role.SUPPORTER in roles else None
    context: dict[str, object] = {"path": mine, "is_coordinator": Role.COORDINATOR in roles}
    if mine is None:
        nominations = list(nominations_to_answer(person))
        context["nominations"] = nominations
        context["nominators"] = [each.nominator.full_name for each in nominations]
    elif mine.active:
        context["meetings"] = list(next_meetings(besides=[mine.session_kind]))
    if Role.SECTION_LEADER in roles:
        context["is_leader"] = True
        context["awaited"] = signatures_awaited_from(person, on)
    if Role.FACILITATOR in roles:
        context["is_facilitator"] = True
        context["leads"] = sessions_to_lead(person)
        context["to_mark"] = list(sessions_to_mark(person)[:SESSIONS_SHOWN])
    context["has_part"] = bool(roles)
    return render(request, "certification/path.html", context)
