"""A form or a button, one service, and what the person is told."""

import pytest
from django import forms
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory

from portal.common.acting import Done, press, redirect_saying, sent, submit
from portal.common.errors import Refusal, Stale


class WishForm(forms.Form):
    wish = forms.CharField()
    seen = forms.IntegerField(required=False)


def a_request(method: str = "post", data: dict[str, str] | None = None) -> HttpRequest:
    request = getattr(RequestFactory(), method)("/", data or {})
    request._messages = CookieStorage(request)
    return request


def told(request: HttpRequest) -> list[tuple[int, str]]:
    return [(each.level, each.message) for each in messages.get_messages(request)]


def refuse(refusal: Refusal):  # type: ignore[no-untyped-def]
    def act() -> None:
        raise refusal

    return act


def test_a_form_is_bound_to_what_was_posted_alone() -> None:
    assert sent(a_request("post", {"wish": "tea"})) == {"wish": ["tea"]}
    assert sent(a_request("post")) == {}
    assert sent(a_request("get", {"wish": "tea"})) is None


def test_a_valid_form_calls_the_service_once() -> None:
    form, calls = WishForm({"wish": "tea"}), []
    done = submit(form, lambda: calls.append(form.cleaned_data["wish"]))
    # Done, though the service gives nothing.
    assert done == Done(None)
    assert done
    assert calls == ["tea"]


@pytest.mark.parametrize("form", [WishForm(), WishForm({})], ids=["not sent", "not valid"])
def test_another_form_calls_no_service(form: forms.Form) -> None:
    calls: list[int] = []
    assert submit(form, lambda: calls.append(1)) is None
    assert calls == []


def test_a_refusal_stands_at_its_field_and_the_rest_stays_as_typed() -> None:
    form = WishForm({"wish": "gold", "seen": "1"})
    refusal = Refusal("Not gold.", code="gold", field="wish")
    assert submit(form, refuse(refusal), if_stale={"seen": 2}) is None
    assert form.errors == {"wish": ["Not gold."]}
    assert form["seen"].value() == "1"


def test_after_a_stale_form_the_next_try_knows_of_the_change() -> None:
    form = WishForm({"wish": "tea", "seen": "1"})
    assert submit(form, refuse(Stale("Somebody was here.")), if_stale={"seen": 2}) is None
    assert form.non_field_errors() == ["Somebody was here."]
    assert (form["wish"].value(), form["seen"].value()) == ("tea", 2)


def test_a_fault_is_no_refusal() -> None:
    form, request = WishForm({"wish": "tea"}), a_request()
    with pytest.raises(ZeroDivisionError):
        submit(form, lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        press(request, lambda: 1 // 0)
    assert told(request) == []


def test_a_button_tells_only_of_a_refusal() -> None:
    request = a_request()
    assert press(request, lambda: "tea") == Done("tea")
    assert told(request) == []
    assert press(request, refuse(Refusal("No.", code="no"))) is None
    assert press(request, refuse(Refusal("Again.", code="no")), level=messages.INFO) is None
    assert told(request) == [(messages.ERROR, "No."), (messages.INFO, "Again.")]


def test_a_message_goes_along_to_the_next_page() -> None:
    request = a_request()
    response = redirect_saying(request, "Saved.", "/my/")
    assert (response.status_code, response["Location"]) == (302, "/my/")
    redirect_saying(request, "Nothing to do.", "/my/", level=messages.INFO)
    assert told(request) == [(messages.SUCCESS, "Saved."), (messages.INFO, "Nothing to do.")]
