"""What the views share in which a person acts: a form or a button, one service, and what the person is told.

A refusal is shown where the person can do something about it: at the form, or as a message on the next page.
"""

from collections.abc import Callable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from portal.common.errors import Refusal, Stale
from portal.common.forms import attach, retype

Result = TypeVar("Result")


class Done(NamedTuple, Generic[Result]):
    """A service did what it was asked for."""

    result: Result


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent by POST, else None."""
    return request.POST if request.method == "POST" else None


def submit(
    form: BaseForm, act: Callable[[], Result], *, if_stale: Mapping[str, object] | None = None
) -> Done[Result] | None:
    """Call a service with what a form holds; None where the form was not sent, is not valid, or was refused.

    A refusal stands on the form then. Where it was stale, the fields in `if_stale` get these values, so that the
    next try is made knowing of the change.
    """
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return Done(act())
    except Refusal as refusal:
        attach(form, refusal)
        if isinstance(refusal, Stale):
            for name, value in (if_stale or {}).items():
                retype(form, name, value)
        return None


def press(
    request: HttpRequest, act: Callable[[], Result], *, level: int = messages.ERROR
) -> Done[Result] | None:
    """Call a service for a button that has no form; None where it refused, and the next page shows why."""
    try:
        return Done(act())
    except Refusal as refusal:
        messages.add_message(request, level, refusal.message)
        return None


def redirect_saying(
    request: HttpRequest, text: str, to: Any, *parts: object, level: int = messages.SUCCESS
) -> HttpResponse:
    """Lead to another page, which shows a message; `to` and `parts` are those of `redirect`."""
    messages.add_message(request, level, text)
    return redirect(to, *parts)
