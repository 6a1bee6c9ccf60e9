"""What of Wagtail's addresses is not ours, and how it answers a request that says nothing."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.datastructures import MultiValueDictKeyError

from portal.accounts.models import Person

# It raises an error, to try how errors are told.
CLOSED = {"wagtailadmin_error_test"}
BULK = "wagtail_bulk_action"


def ours(patterns: Iterable[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """The addresses of Wagtail's admin that the portal has: accounts are kept in its own rooms, one at a time."""
    found = [each for each in patterns if getattr(each, "name", None) not in CLOSED]
    for each in found:
        if isinstance(each, URLPattern) and each.name == BULK:
            each.callback = _not_of_people(each.callback)
    return found


def _not_of_people(view: Callable) -> Callable:
    @wraps(view)
    def asking(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse:
        if (app_label, model_name) == (Person._meta.app_label, Person._meta.model_name):
            raise Http404
        answer: HttpResponse = view(request, app_label, model_name, action)
        return answer

    return asking


def answered(view: Callable) -> Callable:
    """Answer with 400 where Wagtail's view stumbles over what a request lacks: by the fault of its sender, not ours."""

    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer: HttpResponse = view(request, *args, **kwargs)
        except MultiValueDictKeyError as error:
            raise BadRequest("A form without one of its fields.") from error
        except (ValueError, AttributeError) as error:
            if _says_something(request):
                raise
            raise BadRequest("A request without what the page needs.") from error
        return answer

    return answering


def _says_something(request: HttpRequest) -> bool:
    return bool({*request.GET, *request.POST, *request.FILES} - {"csrfmiddlewaretoken"})
