"""Says in a header of every answer how many SQL statements it took."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

HEADER = "X-Statements"


class Statements:
    """Counts what passes through it; `BEGIN` and the like, which Django sends by itself, do not."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable, *arguments: Any) -> Any:
        self.number += 1
        return execute(*arguments)


class Counting:
    """The outermost middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        statements = Statements()
        with connection.execute_wrapper(statements):
            response = self.get_response(request)
        response[HEADER] = str(statements.number)
        return response
