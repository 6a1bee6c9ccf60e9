"""How long a sign-in lasts: SESSION_IDLE_MINUTES after the last request of the person, and never longer than SESSION_COOKIE_AGE.

Named by SESSION_ENGINE. When a sign-in ends, its row stays for a while, with what is in it: `portal.common.kept_forms`
finds there who sent a form too late.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.http import HttpRequest, HttpResponse

from portal.common.time import now

# When the person signed in, and when they last asked for something: seconds since 1970.
_SIGNED_IN, _ACTIVE = "signed_in_at", "active_at"
# A session is written at most so often, or ten times in a shorter idle time.
SECONDS_BETWEEN_WRITES = 60
# What browsers ask for by themselves, or those who watch over the server.
BY_THEMSELVES = {"healthz", "readyz", "account_session", "wagtailadmin_editing_sessions:ping"}


class Lasting(NamedTuple):
    """For how many more seconds a sign-in lasts, and whether another request would make it last longer."""

    seconds: int
    can_stay: bool


class SessionStore(DatabaseSessions):
    """Django's sessions in the database, which end as a sign-in does. By its name Django reads what it has written."""

    # Whether the browser named a session that is over.
    has_ended = False

    def load(self) -> dict[str, Any]:
        named = self.session_key
        found: dict[str, Any] = super().load()
        self.has_ended = named is not None and self.session_key is None
        return found

    def is_empty(self) -> bool:
        """Not where a session has ended: its cookie stays, so that a form which comes after another request is kept too."""
        return bool(super().is_empty()) and not self.has_ended

    def get_session_cookie_age(self) -> int:
        """Seconds until the session ends; one of a visitor lasts as long as the longest sign-in."""
        lasting = lasting_of(self)
        return int(settings.SESSION_COOKIE_AGE) if lasting is None else lasting.seconds


def lasting_of(session: SessionBase) -> Lasting | None:
    """How long the sign-in in this session lasts; None where nobody is signed in."""
    if SESSION_KEY not in session:
        return None
    moment = now().timestamp()
    idle_end = session.get(_ACTIVE, moment) + settings.SESSION_IDLE_MINUTES * 60
    last_end = session.get(_SIGNED_IN, moment) + settings.SESSION_COOKIE_AGE
    end = min(idle_end, last_end)
    return Lasting(max(0, int(end - moment)), last_end > idle_end)


def begin(request: HttpRequest) -> None:
    """Somebody signed in just now."""
    request.session[_SIGNED_IN] = request.session[_ACTIVE] = now().timestamp()


def note_activity(request: HttpRequest) -> None:
    """The person in this session did something."""
    request.session[_ACTIVE] = now().timestamp()
    request.session.setdefault(_SIGNED_IN, request.session[_ACTIVE])


class Activity:
    """Makes a sign-in last with what its person asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        match = request.resolver_match
        if match is None or match.view_name in BY_THEMSELVES:
            return
        if SESSION_KEY in request.session and _is_due(request.session):
            note_activity(request)


def _is_due(session: SessionBase) -> bool:
    idle_seconds = settings.SESSION_IDLE_MINUTES * 60
    since = now().timestamp() - session.get(_ACTIVE, 0)
    return bool(since >= min(SECONDS_BETWEEN_WRITES, idle_seconds / 10))
