"""Health, and the pages of what goes wrong. None of them needs the database, except to say who is signed in."""

import contextlib
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, ProgrammingError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.common.access import access
from portal.common.errors import Refusal, database_is_away
from portal.common.permissions import TABLE, allowed
from portal.common.roles import Role

logger = logging.getLogger(__name__)

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
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process lives. Asks nothing else, so that a lost database does not restart every process."""
    return JsonResponse({"status": "ok"})


@access("site.visit")
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The process can serve: the database answers, holds our tables, and every migration is applied. Otherwise 503."""
    try:
        waiting = _Migrations.waiting()
    except ProgrammingError:
        # PostgreSQL's word for a table that is missing; for SQLite it is an OperationalError.
        return JsonResponse({"status": "the database is empty"}, status=503)
    except (DatabaseError, InterfaceError) as error:
        if not database_is_away(error):
            raise
        return JsonResponse({"status": "the database does not answer"}, status=503)
    if waiting:
        return JsonResponse({"status": f"migrations not applied: {waiting}"}, status=503)
    return JsonResponse({"status": "ok"})


class _Migrations:
    """Reading every migration takes a second: a process asks again only where their number has changed."""

    complete: int | None = None

    @classmethod
    def waiting(cls) -> int:
        with _as_it_is_now() as database:
            with database.cursor() as cursor:
                cursor.execute("SELECT COUNT(*) FROM django_migrations")
                applied = cursor.fetchone()[0]
            if applied == cls.complete:
                return 0
            executor = MigrationExecutor(database)
            waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        cls.complete = None if waiting else applied
        return waiting


@contextlib.contextmanager
def _as_it_is_now() -> Iterator[BaseDatabaseWrapper]:
    """The database as a new connection finds it.

    A connection to SQLite goes on for a while with a file that was removed or replaced, and a new one makes an
    empty file where there is none: so the file is looked for, and opened anew.
    """
    if connection.vendor != "sqlite":
        yield connection
        return
    if not Path(connection.settings_dict["NAME"]).is_file():
        raise InterfaceError("The database file is gone.")
    with contextlib.closing(connection.copy()) as fresh:
        yield fresh


# Errors -----------------------------------------------------------------------------------------


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(_alone("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: who may open this, and who to ask. Where the role is right, the thing itself is somebody else's."""
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
    if isinstance(error, Exception) and database_is_away(error):
        return unavailable(request, error)
    return HttpResponse(_alone("500.html"), status=500)


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
    """A page without request: no person, no messages, no session. A bare one where even that fails."""
    context = {
        "program_name": settings.PROGRAM_NAME,
        "program_office_email": settings.PROGRAM_OFFICE_EMAIL,
    }
    try:
        return render_to_string(template, context)
    except Exception:
        # A template or the style sheet's name is missing.
        logger.exception("The page for errors could not be shown.")
        return _BARE


def _page_before(request: HttpRequest) -> str:
    """The page of ours that the person came from, else the home page."""
    before = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, request.is_secure())
    return before if ours else "/"
