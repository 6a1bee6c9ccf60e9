"""Addresses that go wrong in every way, beside the portal's own."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from portal import urls
from portal.common.access import access
from portal.common.errors import Refusal
from portal.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


class PlainForm(forms.Form):
    name = forms.CharField()


@access("site.visit")
def locked(request: HttpRequest) -> HttpResponse:
    raise OperationalError("database is locked")


@access("site.visit")
def gone(request: HttpRequest) -> HttpResponse:
    request.session["written"] = True
    raise InterfaceError("connection already closed")


@access("site.visit")
def refused(request: HttpRequest) -> HttpResponse:
    raise Refusal("This session has begun.", code="begun")


@access("site.visit")
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret of the server")


@access("directory.see")
def somebody_elses(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("directory.see")


@access("program.oversee")
def overseen(request: HttpRequest) -> HttpResponse:
    return HttpResponse("overseen")


@access("site.visit")
def form(request: HttpRequest) -> HttpResponse:
    shown = PlainForm(request.POST if request.method == "POST" else None)
    return render(request, "layouts/page.html", {"form": shown})


urlpatterns = [
    path("locked/", locked),
    path("gone/", gone),
    path("refused/", refused),
    path("broken/", broken),
    path("somebody-elses/", somebody_elses),
    path("overseen/", overseen),
    path("form/", form),
    *urls.urlpatterns,
]
