"""How every address asks the access table.

The table itself is `portal.common.permissions`. A view declares its permission with `@access(…)`; the
middleware below asks it on every request and raises for a view that declares nothing, so that an
address nobody thought about is closed, not open.
"""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext as _

from portal.common.kept_forms import PARAMETER, keep, peek, take
from portal.common.permissions import UndeclaredPermission, allowed

# Parts of the names of fields that a page of ours fills in by itself.
OWN_FIELDS = ("token", "hash", "revision", "edition", "seen")
# The editing rooms keep their own drafts.
NOT_OURS = "/cms/"


def access(name: str) -> Callable:
    """Declare the permission that a view asks for; `AccessMiddleware` enforces it."""

    def declare(view: Callable) -> Callable:
        view.access = name  # type: ignore[attr-defined]
        return view

    return declare


def declared(patterns: Iterable[URLPattern | URLResolver], name: str) -> list:
    """Declare one permission for addresses whose views are not ours (sign-in, the CMS).

    A view of ours among them keeps what it declared.
    """
    kept = list(patterns)
    for pattern in kept:
        if isinstance(pattern, URLResolver):
            declared(pattern.url_patterns, name)
        elif not hasattr(pattern.callback, "access"):
            access(name)(pattern.callback)
    return kept


class AccessMiddleware:
    """Asks the access table before every view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        name = getattr(view, "access", None)
        if name is None:
            raise UndeclaredPermission(f"The view of {request.path} declares no access.")
        if allowed(request.user, name):
            return _offered_again(request)
        if request.user.is_authenticated:
            raise PermissionDenied(name)
        return _sign_in_first(request)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in; what was sent while the sign-in had run out is kept, and offered again after it."""
    back = None
    if request.method == "POST" and not request.path.startswith(NOT_OURS):
        back = keep(request, confirmed=False)
        if back is not None:
            messages.info(
                request,
                _(
                    "Your sign-in had ended. What you typed is kept for an hour: sign in to send it."
                ),
            )
        elif request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            messages.warning(
                request,
                _(
                    "You were signed out before you sent this, so nothing was saved. Sign in, and send it again."
                ),
            )
    return redirect_to_login(back or request.get_full_path(), settings.LOGIN_URL)


def _offered_again(request: HttpRequest) -> HttpResponse | None:
    """The page that asks whether to send what was kept at a sign-in; None where nothing was.

    Looking at it twice is fine; what is sent from it is kept no longer.
    """
    if PARAMETER not in request.GET or not request.user.is_authenticated:
        return None
    if request.method == "POST":
        take(request)
        return None
    kept = peek(request) if request.method == "GET" else None
    if kept is None or kept.confirmed:
        return None
    context = {
        "fields": list(kept.fields.lists()),
        "written": _as_written(kept.fields),
        "path": request.path,
        "address": request.get_full_path(),
    }
    return render(request, "send_again.html", context)


def _as_written(fields: QueryDict) -> list[tuple[str, str]]:
    """What a person wrote or chose, by the names of the fields in words; what the page itself added is left out."""
    return [
        (name.replace("_", " ").replace("-", " ").capitalize(), ", ".join(filter(None, values)))
        for name, values in fields.lists()
        if any(values) and not any(part in name for part in OWN_FIELDS)
    ]
