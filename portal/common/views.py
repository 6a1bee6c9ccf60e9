"""Health, and the pages of what goes wrong. None of them needs the database, except to say who is signed in."""

import logging
import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from portal.common.access import access
from portal.common.errors import Refusal
from portal.common.permissions import TABLE, allowed
from portal.common.roles import Role

logger = logging.getLogger(__name__)

DATABASE_IS_AWAY = (OperationalError, InterfaceError)
RETRY_AFTER_SECONDS = 30

# Shown where even the templates cannot be read.
_BARE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Peer Support</title>'
    "<h1>Something went wrong</h1><p>It is our fault, and it was noted. Please try again in a minute.</p>"
    "<p>In a crisis, call or text 988.</p></html>"
)


# Health -----------------------------------------------------------------------------------------


@access("site.visit")
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """The process lives. Asks nothing else, so that a lost database does not restart every process."""
    return JsonResponse({"status": "ok"})


@access("site.visit")
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """The process can serve: the database answers and every migration is applied. Otherwise 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = _Migrations.waiting()
    except DATABASE_IS_AWAY:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    if waiting:
        return JsonResponse({"status": f"migrations not applied: {waiting}"}, status=503)
    return JsonResponse({"status": "ok"})


class _Migrations:
    """Reading every migration takes a second, so a process asks until all are applied, and then no more."""

    applied = False

    @classmethod
    def waiting(cls) -> int:
        if cls.applied:
            return 0
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        cls.applied = not waiting
        return waiting


# Errors -----------------------------------------------------------------------------------------


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(_alone("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: who may open this, and whom to ask. Where the role is right, the thing itself is somebody else's."""
    name = str(exception)
    audience = TABLE.get(name, frozenset())
    context = {
        "roles": [role.label for role in Role if role in audience],
        "role_is_right": name in TABLE and allowed(request.user, name),
    }
    return render(request, "403.html", context, status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """409: a rule said no where the page had no form to say it on."""
    context = {"refusal": refusal, "back": _page_before(request)}
    return render(request, "409.html", context, status=409)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was opened before a sign-in or long ago, so it cannot be trusted to be the person's own."""
    return render(request, "403_csrf.html", {"back": _page_before(request)}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the error is that the database is away (Django calls this while handling the error)."""
    error = sys.exc_info()[1]
    if isinstance(error, DATABASE_IS_AWAY):
        return unavailable(request, error)
    try:
        return HttpResponse(_alone("500.html"), status=500)
    except Exception:
        # Even the page of the last resort failed: a template or the style sheet's name is missing.
        logger.exception("The page for errors could not be shown.")
        return HttpResponse(_BARE, status=500)


def unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    """503 without touching the database: nothing was saved, and when to try again."""
    logger.warning("The database is away: %s", error)
    if hasattr(request, "session"):
        # What this request wrote there cannot be saved, and trying would wait for the database once more.
        request.session.modified = False
    response = HttpResponse(_alone("503.html"), status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def _alone(template: str) -> str:
    """A page without request: no person, no messages, no session."""
    return render_to_string(
        template,
        {
            "program_name": settings.PROGRAM_NAME,
            "program_office_email": settings.PROGRAM_OFFICE_EMAIL,
        },
    )


def _page_before(request: HttpRequest) -> str:
    """The page of ours that the person came from, else the home page."""
    before = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, request.is_secure())
    return before if ours else "/"
