"""Acts that ask for the password once more, because they carry a person's name."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.requests import PersonRequest
from portal.common.kept_forms import keep, take
from portal.common.time import now

View = Callable[..., HttpResponse]

# Where allauth records in the session each time the password was typed, and when (seconds since 1970).
RECORDS = "account_authentication_methods"


def signed_in_afresh(view: View) -> View:
    """Accept a POST only from people who typed their password within ACCOUNT_REAUTHENTICATION_TIMEOUT seconds.

    Anyone else is asked for it first. What they sent is then resumed by an ordinary request to the same address, so it
    passes the access table and the middleware like any other.
    """

    @wraps(view)
    def asking(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_fresh = _is_fresh(request)
        if request.method == "POST" and not is_fresh:
            back = keep(request, confirmed=True)
            if back is None:
                messages.error(request, _("That was too long to be kept. Nothing was signed."))
            confirm = urlencode({"next": back or request.path})
            return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{confirm}")
        kept = take(request) if request.method == "GET" and is_fresh else None
        if kept is not None:
            request.method, request.POST = "POST", kept.fields  # type: ignore[assignment]
        return view(request, *args, **kwargs)

    return asking


def _is_fresh(request: PersonRequest) -> bool:
    """Whether the password was typed in this session, to sign in or to confirm, a short while ago."""
    oldest = now().timestamp() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return any(record["at"] > oldest for record in request.session.get(RECORDS, ()))
