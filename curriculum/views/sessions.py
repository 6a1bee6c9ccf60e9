"""Pages around live sessions: the list, one session, scheduling, signing up."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from curriculum.enums import SignUpStatus
from curriculum.forms.sessions import SessionForm
from curriculum.models import Session
from curriculum.selectors.sessions import calendar
from curriculum.selectors.sessions.calendar import SeenSession
from curriculum.selectors.sessions.roster import marks_in, waitlist_position
from curriculum.selectors.sessions.staff import keepers_of, with_staff
from curriculum.services.sessions import places, scheduling
from portal.accounts.requests import PersonRequest
from portal.common.access import access
from portal.common.acting import press, redirect_saying, sent, submit
from portal.common.permissions import allowed

COMING_SHOWN = PAST_SHOWN = 20


@access("session.see")
@require_safe
def session_list(request: PersonRequest) -> HttpResponse:
    """What is coming; for those who keep rosters, also what is over."""
    coming = calendar.upcoming_sessions(request.user)
    # Sessions that have begun take no more people; the keepers of their rosters find them among the past ones.
    others = [each for each in coming if not each.mine and not each.has_begun]
    context: dict[str, object] = {
        "mine": [session for session in coming if session.mine],
        "others": Paginator(others, COMING_SHOWN).get_page(request.GET.get("coming")),
    }
    if allowed(request.user, "session.mark_attendance"):
        page = Paginator(calendar.past_sessions(), PAST_SHOWN).get_page(request.GET.get("page"))
        marks = marks_in(list(page))
        context |= {"past": page, "past_lines": [(each, marks[each.pk]) for each in page]}
    return render(request, "curriculum/sessions.html", context)


@access("session.see")
@require_safe
def session(request: PersonRequest, pk: int) -> HttpResponse:
    """One session, and the one thing that this person can do about it."""
    found = _session(request, pk)
    staff = allowed(request.user, "session.mark_attendance", found)
    return render(
        request,
        "curriculum/session.html",
        {
            "session": found,
            "facilitator": keepers_of(found)[0],
            "state": _state(found),
            "position": waitlist_position(found, request.user)
            if found.mine == SignUpStatus.WAITING
            else None,
            "shows_where": staff or found.mine == SignUpStatus.PLACE,
            "staff": staff,
        },
    )


@access("session.schedule")
@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request: PersonRequest) -> HttpResponse:
    """Schedule a session."""
    given = sent(request)
    form = SessionForm(given) if given is not None else SessionForm.empty_for(request.user)
    done = submit(
        form,
        lambda: scheduling.schedule_session(
            form.terms(),
            facilitator=form.cleaned_data["facilitator"],
            by=request.user,
            token=form.cleaned_data["token"],
        ),
    )
    if done:
        return redirect_saying(request, _("The session is on the calendar."), done.result)
    return render(request, "curriculum/session_form.html", {"form": form, "session": None})


@access("session.schedule")
@require_http_methods(["GET", "HEAD", "POST"])
def session_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a session; a form that was shown before somebody else's change says so and keeps what was typed."""
    found = _manageable(request, pk)
    if (closed := _closed(request, found)) is not None:
        return closed
    given = sent(request)
    form = SessionForm(given) if given is not None else SessionForm.showing(found)
    done = submit(
        form,
        lambda: scheduling.change_session(
            found,
            terms=form.terms(),
            facilitator=form.cleaned_data["facilitator"],
            by=request.user,
            revision=form.cleaned_data["revision"] or 0,
        ),
        if_stale={"revision": found.revision},
    )
    if done is None:
        return render(request, "curriculum/session_form.html", {"form": form, "session": found})
    moved = found.is_moved_by(done.result) and (found.taken or found.waiting)
    if moved:
        text = _("The session is changed. We’ll email everyone who signed up.")
    else:
        text = _("The session is changed.")
    return redirect_saying(request, text, found)


@access("session.schedule")
@require_http_methods(["GET", "HEAD", "POST"])
def session_cancel(request: PersonRequest, pk: int) -> HttpResponse:
    """Cancel a session, after asking."""
    found = _manageable(request, pk)
    if (closed := _closed(request, found)) is not None:
        return closed
    if request.method == "POST":
        if press(request, lambda: scheduling.cancel_session(found, by=request.user)):
            text = _("The session is called off. We’ll email everyone who signed up.")
            messages.success(request, text)
        return redirect(found)
    return render(request, "curriculum/session_cancel.html", {"session": found})


@access("session.sign_up")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a place or a place on the waitlist. People who had to sign in on the way arrive by GET, and press again."""
    found = get_object_or_404(Session, pk=pk)
    if request.method != "POST":
        return redirect(found)
    done = press(request, lambda: places.sign_up(found, by=request.user))
    if done and done.result.status == SignUpStatus.PLACE:
        messages.success(request, _("You have a place. We sent you the details."))
    elif done:
        messages.success(request, _("The session is full. You are on the waitlist."))
    return redirect(found)


@access("session.sign_up")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Give the place back. People who had to sign in on the way arrive by GET, and press again."""
    found = get_object_or_404(Session, pk=pk)
    if request.method != "POST":
        return redirect(found)
    if press(request, lambda: places.withdraw(found, by=request.user)):
        messages.success(request, _("You are no longer signed up for this session."))
    return redirect(found)


def _session(request: PersonRequest, pk: int) -> SeenSession:
    return get_object_or_404(with_staff(calendar.sessions_seen_by(request.user)), pk=pk)


def _manageable(request: PersonRequest, pk: int) -> SeenSession:
    found = _session(request, pk)
    if not allowed(request.user, "session.schedule", found):
        raise Http404
    return found


def _closed(request: PersonRequest, found: Session) -> HttpResponse | None:
    """Back to the page of a session that can no longer be changed, with a message that says why; None where it can."""
    if found.cancelled_at is None and not found.has_begun:
        return None
    if found.cancelled_at:
        text = _("This session was called off: it can no longer be changed.")
    else:
        text = _("This session has begun: it can no longer be changed.")
    return redirect_saying(request, text, found, level=messages.INFO)


def _state(found: Session) -> str:
    """What the session is now: "cancelled", "over", "running" or "coming"."""
    if found.cancelled_at:
        return "cancelled"
    if found.is_over:
        return "over"
    return "running" if found.has_begun else "coming"
