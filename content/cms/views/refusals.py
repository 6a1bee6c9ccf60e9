"""What a rule refuses in the CMS is told in the CMS."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin import messages

from portal.common.errors import Refusal


def told_in_the_cms(view: Callable) -> Callable:
    """Bring an editor back to where they were, with the sentence of what was refused, and nothing half done.

    What was typed into a page's form is saved as a draft before the page is published, and stays. A script gets the
    refusal as any other address gives it.
    """

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or not request.accepts("text/html"):
            return view(request, *args, **kwargs)
        match = request.resolver_match
        drafting = match is not None and match.view_name == "wagtailadmin_pages:edit"
        try:
            with nullcontext() if drafting else transaction.atomic():
                return view(request, *args, **kwargs)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect(_back(request))

    return told


def _back(request: HttpRequest) -> str:
    came_from = request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return came_from if came_from and here else "wagtailadmin_home"
