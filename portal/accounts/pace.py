"""An answer whose time tells nothing."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

# Well above what the slower of two answers takes (docs/decisions/0005-sign-in.md).
SECONDS = 0.1


def evenly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a POST no sooner than after SECONDS.

    A known address costs a token, a mail and a commit, an unknown one nothing: the difference would tell who has
    an account. An answer that takes longer than SECONDS by itself, on a database that is locked for example, still does.
    """

    @wraps(view)
    def paced(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        began = time.perf_counter()
        answer = view(request, *args, **kwargs)
        if request.method == "POST":
            time.sleep(max(0.0, began + SECONDS - time.perf_counter()))
        return answer

    return paced
