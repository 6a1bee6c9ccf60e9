"""A sign-in ends half an hour after the last request of its person, and twelve hours after it began."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from portal.accounts.models import Person
from portal.common.sessions import BY_THEMSELVES, SECONDS_BETWEEN_WRITES
from tests.factories import PASSWORD, make_person, sign_in

pytestmark = pytest.mark.django_db
MINUTE = 60
HOURS = 3600
ASK = "/accounts/session/"


@pytest.fixture
def person() -> Person:
    return make_person()


@pytest.fixture
def client(person: Person) -> Client:
    """A browser in which the person has just signed in by the page."""
    browser = Client()
    answer = browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert answer.status_code == 302
    return browser


def is_in(client: Client) -> bool:
    return client.get("/my/").status_code == 200


@pytest.mark.parametrize(("seconds", "still"), [(30 * MINUTE - 1, True), (30 * MINUTE, False)])
def test_it_ends_after_half_an_hour_without_a_request(client, clock, seconds, still) -> None:  # type: ignore[no-untyped-def]
    clock.shift(seconds)
    assert is_in(client) is still


def test_each_request_makes_it_last_another_half_hour(client, clock) -> None:  # type: ignore[no-untyped-def]
    for _ in range(5):
        clock.shift(29 * MINUTE)
        assert is_in(client)
    clock.shift(30 * MINUTE)
    assert not is_in(client)


def test_after_twelve_hours_it_ends_whatever_was_done(client, clock) -> None:  # type: ignore[no-untyped-def]
    for _ in range(35):
        clock.shift(20 * MINUTE)
        assert is_in(client)
    clock.shift(20 * MINUTE - 1)
    assert client.get(ASK).json() == {"seconds": 1, "can_stay": False}
    assert client.post(ASK).json() == {"seconds": 1, "can_stay": False}
    clock.shift(1)
    assert not is_in(client)


def test_a_new_sign_in_begins_anew(client, person, clock) -> None:  # type: ignore[no-untyped-def]
    clock.shift(29 * MINUTE)
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert client.get(ASK).json() == {"seconds": 30 * MINUTE, "can_stay": True}


def test_the_minutes_are_a_setting(client, clock, settings) -> None:  # type: ignore[no-untyped-def]
    settings.SESSION_IDLE_MINUTES = 5
    clock.shift(MINUTE)
    assert is_in(client)
    clock.shift(5 * MINUTE)
    assert not is_in(client)


def test_to_ask_is_no_activity_and_to_stay_is(client, clock) -> None:  # type: ignore[no-untyped-def]
    clock.shift(28 * MINUTE)
    assert client.get(ASK).json() == {"seconds": 2 * MINUTE, "can_stay": True}
    assert client.get(ASK)["Cache-Control"].count("no-store") == 1
    assert client.post(ASK).json() == {"seconds": 30 * MINUTE, "can_stay": True}
    clock.shift(29 * MINUTE)
    assert is_in(client)


def test_nobody_is_told_that_they_are_signed_in_when_they_are_not(client, person, clock) -> None:  # type: ignore[no-untyped-def]
    over = {"seconds": 0, "can_stay": False}
    for browser in (Client(), client):
        clock.shift(30 * MINUTE)
        assert (browser.get(ASK).json(), browser.post(ASK).json()) == (over, over)
    changed = sign_in(person)
    person.set_password("quiet heron over water")
    person.save()
    assert changed.post(ASK).json() == over


def test_it_is_written_once_a_minute(client, clock) -> None:  # type: ignore[no-untyped-def]
    def writes() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/my/")
        return sum('UPDATE "django_session"' in query["sql"] for query in asked)

    clock.shift(SECONDS_BETWEEN_WRITES - 1)
    assert (writes(), writes()) == (0, 0)
    clock.shift(1)
    assert (writes(), writes()) == (1, 0)


def test_the_cookie_goes_with_the_browser_and_the_row_stays_for_a_late_form(client, clock) -> None:  # type: ignore[no-untyped-def]
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    clock.shift(30 * MINUTE)
    asked = client.post("/nominate/", {"name": "Kim", "email": "kim@hospital.example"})
    assert "resume" in asked["Location"]
    assert Session.objects.filter(session_key=cookie.value).exists()


def test_what_the_editing_rooms_ask_by_themselves_is_no_activity(cast, clock) -> None:  # type: ignore[no-untyped-def]
    editor = sign_in(cast.editor)
    assert editor.get("/cms/").status_code == 200
    before = editor.session["active_at"]
    clock.shift(10 * MINUTE)
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", 1, 1])
    assert resolve(ping).view_name in BY_THEMSELVES
    editor.post(ping)
    editor.get("/healthz")
    assert editor.session["active_at"] == before
    editor.get("/cms/")
    assert editor.session["active_at"] == before + 10 * MINUTE


def test_a_session_from_before_begins_when_it_is_next_used(person, clock) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(person)
    session = client.session
    for name in ("signed_in_at", "active_at"):
        del session[name]
    session.save()
    assert is_in(client)
    assert client.get(ASK).json() == {"seconds": 30 * MINUTE, "can_stay": True}
    clock.shift(30 * MINUTE)
    assert not is_in(client)


def test_a_page_says_how_long_and_only_to_people_who_are_signed_in(client, clock) -> None:  # type: ignore[no-untyped-def]
    dialog = BeautifulSoup(client.get("/my/").content, "html.parser").find(id="session-end")
    assert (dialog["data-seconds"], dialog["data-can-stay"]) == ("1800", "yes")
    assert dialog.form["action"] == ASK
    assert (
        BeautifulSoup(Client().get("/accounts/login/").content, "html.parser").find(
            id="session-end"
        )
        is None
    )
