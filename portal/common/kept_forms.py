"""A form that was sent before its sender had signed in (again): kept in the session for an hour, and sent on.

What is kept are the fields alone, under a token that only the sender's own browser gets; the address that a person
returns to carries the token. Nothing is kept that cannot be given back to the very person who sent it.
"""

import secrets
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest, QueryDict

from portal.common.time import now

# Longer than a meeting: people come back to a form that they left open.
SECONDS = 3600
# Letters and names of all fields together; our longest form is a roster of some hundred people.
LARGEST = 40_000
MOST = 5
PARAMETER = "resume"
_KEPT = "kept_forms"
_NOT_KEPT = {"csrfmiddlewaretoken"}


class KeptForm(NamedTuple):
    """The fields of a kept form; `confirmed`: its sender was signed in, and needs only be asked for the password."""

    fields: QueryDict
    confirmed: bool


def keep(request: HttpRequest, *, confirmed: bool) -> str | None:
    """Keep a POST in the session; the address (path and query) at which it can be taken up.

    None, and nothing is kept, where it is too large, holds files, or its sender is not known.
    """
    fields = {name: values for name, values in request.POST.lists() if name not in _NOT_KEPT}
    sender = str(request.user.pk) if confirmed else _last_signed_in(request)
    size = sum(len(name) + sum(map(len, values)) for name, values in fields.items())
    if sender is None or size > LARGEST or request.FILES:
        return None
    token = secrets.token_urlsafe(16)
    kept = _fresh(request)
    kept[token] = {
        "at": now().timestamp(),
        "path": request.path,
        "sender": sender,
        "confirmed": confirmed,
        "fields": fields,
    }
    request.session[_KEPT] = dict(list(kept.items())[-MOST:])
    return f"{request.path}?{urlencode({PARAMETER: token})}"


def take(request: HttpRequest) -> KeptForm | None:
    """`peek`, once: what was kept is kept no more."""
    found = peek(request)
    if found is not None:
        kept = _fresh(request)
        del kept[request.GET[PARAMETER]]
        request.session[_KEPT] = kept
    return found


def peek(request: HttpRequest) -> KeptForm | None:
    """What was kept for this address and this person; None when there is nothing, or it is too old."""
    found = _fresh(request).get(request.GET.get(PARAMETER, ""))
    if found is None or found["path"] != request.path or found["sender"] != str(request.user.pk):
        return None
    fields = QueryDict(mutable=True)
    for name, values in found["fields"].items():
        fields.setlist(name, values)
    return KeptForm(fields, found["confirmed"])


def forget(request: HttpRequest) -> None:
    """Keep no longer what is too old, or what somebody else sent from this browser; called at each sign-in."""
    kept = {
        token: form
        for token, form in _fresh(request).items()
        if form["sender"] == str(request.user.pk)
    }
    if kept != request.session.get(_KEPT, {}):
        request.session[_KEPT] = kept


def forget_old() -> int:
    """Keep no longer what is too old in any session; the number of sessions that held something."""
    oldest, cleaned = now().timestamp() - SECONDS, 0
    for row in Session.objects.iterator(chunk_size=500):
        content = row.get_decoded()
        kept = content.get(_KEPT, {})
        fresh = {token: form for token, form in kept.items() if form["at"] > oldest}
        if fresh != kept:
            content[_KEPT] = fresh
            row.session_data = Session.objects.encode(content)
            row.save(update_fields=["session_data"])
            cleaned += 1
    return cleaned


def _fresh(request: HttpRequest) -> dict[str, Any]:
    """What is kept and not too old, the oldest first."""
    oldest = now().timestamp() - SECONDS
    kept = request.session.get(_KEPT, {})
    return {token: form for token, form in kept.items() if form["at"] > oldest}


def _last_signed_in(request: HttpRequest) -> str | None:
    """Whose sign-in has run out: the expired session is there until it is cleared away.

    A form that was kept began a new session, so for a second one from another tab it says whose it was.
    """
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    ended = Session.objects.filter(session_key=cookie).first() if cookie else None
    person = ended.get_decoded().get(SESSION_KEY) if ended else None
    if person is not None:
        return str(person)
    return next((form["sender"] for form in reversed(_fresh(request).values())), None)
