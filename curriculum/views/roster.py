"""The roster at the door."""

from typing import NamedTuple

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from curriculum.enums import Outcome
from curriculum.forms.sessions import MarkForm
from curriculum.models import Session
from curriculum.selectors.sessions.roster import RosterSignUp
from curriculum.selectors.sessions.roster import roster as signed_up
from curriculum.selectors.sessions.staff import with_staff
from curriculum.services.sessions.attendance import DOOR_OPENS, mark_attendance
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.errors import Refusal
from portal.common.forms import attach, retype
from portal.common.permissions import allowed
from portal.common.time import now


class Line(NamedTuple):
    """One person of the roster and their form."""

    sign_up: RosterSignUp
    form: MarkForm


@access("session.mark_attendance")
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: PersonRequest, pk: int) -> HttpResponse:
    """Mark who came: one page, one button. Wrong input stays as typed, and either everything is saved or nothing."""
    session = get_object_or_404(with_staff(Session.objects.all()), pk=pk)
    if not allowed(request.user, "session.mark_attendance", session):
        raise Http404
    lines = _lines(session, request)
    # Every line is asked, so that every error shows at once.
    invalid = [line for line in lines if not line.form.is_valid()]
    if request.method == "POST" and not invalid:
        saved = _save(session, lines, request)
        if saved is not None:
            messages.success(request, _summary(saved))
            return redirect("curriculum:roster", pk=session.pk)
    return render(
        request,
        "curriculum/roster.html",
        {
            "session": session,
            "lines": lines,
            "forms": [line.form for line in lines],
            "opens_at": session.starts_at - DOOR_OPENS,
            "is_open": session.cancelled_at is None and now() >= session.starts_at - DOOR_OPENS,
        },
    )


def _lines(session: Session, request: PersonRequest) -> list[Line]:
    data = request.POST if request.method == "POST" else None
    return [
        Line(
            sign_up,
            MarkForm(
                data,
                prefix=f"p{sign_up.person_id}",
                choices=Outcome.choices,
                initial={"outcome": sign_up.outcome, "seen": sign_up.attendance_id},
            ),
        )
        for sign_up in signed_up(session)
    ]


def _save(session: Session, lines: list[Line], request: PersonRequest) -> int | None:
    """Save every line or none. Returns how many lines changed, or None when one was refused."""
    changed = 0
    with transaction.atomic():
        # Everything that locks several people does so in the order of their ids, to avoid deadlocks.
        for line in sorted(lines, key=lambda each: each.sign_up.person_id):
            sign_up, form = line
            outcome = form.cleaned_data["outcome"]
            if not outcome or outcome == sign_up.outcome:
                continue
            try:
                mark_attendance(
                    session,
                    person=sign_up.person,
                    outcome=Outcome(outcome),
                    by=request.user,
                    reason=form.cleaned_data["reason"],
                    seen=form.cleaned_data["seen"],
                )
                changed += 1
            except Refusal as refusal:
                attach(form, refusal)
        if any(line.form.errors for line in lines):
            transaction.set_rollback(True)
            _look_again(lines)
            return None
    return changed


def _look_again(lines: list[Line]) -> None:
    """Show the current mark on lines where nothing was typed, and let the next attempt start from it."""
    for sign_up, form in lines:
        retype(form, "seen", sign_up.attendance_id or "")
        if not form["outcome"].data:
            retype(form, "outcome", sign_up.outcome)


def _summary(changed: int) -> str:
    if not changed:
        return _("Nothing was changed.")
    saved = ngettext(
        "Saved: %(number)s person marked.", "Saved: %(number)s people marked.", changed
    )
    return saved % {"number": changed}
