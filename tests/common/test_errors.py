"""Every error is a page that says what to do next, and none of them shows the server's insides."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from tests.factories import PASSWORD, Cast, make_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.common.pages")]
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def heading(answer) -> str:  # type: ignore[no-untyped-def]
    return BeautifulSoup(answer.content, "html.parser").h1.text


def text(answer) -> str:  # type: ignore[no-untyped-def]
    return " ".join(BeautifulSoup(answer.content, "html.parser").main.text.split())


def test_a_refusal_that_no_form_shows_is_a_409_with_its_sentence(visitor: Client) -> None:
    answer = visitor.get("/refused/", headers={"referer": "http://testserver/sessions/4/"})
    assert answer.status_code == 409
    assert "This session has begun. Nothing was changed." in text(answer)
    back = BeautifulSoup(answer.content, "html.parser").main.find("a")
    assert back["href"] == "http://testserver/sessions/4/"


def test_the_way_back_never_leads_to_another_site(visitor: Client) -> None:
    answer = visitor.get("/refused/", headers={"referer": "https://elsewhere.example/"})
    assert BeautifulSoup(answer.content, "html.parser").main.find("a")["href"] == "/"


def test_an_error_of_ours_is_a_500_that_tells_nothing(visitor: Client, logged_errors: list) -> None:
    answer = visitor.get("/broken/")
    assert (answer.status_code, heading(answer)) == (500, "Something went wrong")
    assert b"secret" not in answer.content
    assert "secret" in str(logged_errors[0].exc_info[1])


def test_even_without_its_template_a_500_is_a_page(
    visitor: Client, logged_errors: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object) -> str:
        raise ValueError("Missing staticfiles manifest entry")

    monkeypatch.setattr("portal.common.views.render_to_string", fails)
    answer = visitor.get("/broken/")
    assert (answer.status_code, heading(answer)) == (500, "Something went wrong")
    assert b"988" in answer.content


def test_a_403_says_who_may_and_whom_to_ask(cast: Cast) -> None:
    answer = sign_in(cast.stranger).get("/overseen/")
    assert answer.status_code == 403
    said = text(answer)
    assert "It is for people with this role: Coordinator" in said
    assert f"You are signed in as {cast.stranger}" in said
    assert settings.PROGRAM_OFFICE_EMAIL in said
    assert sign_in(cast.coordinator).get("/overseen/").content == b"overseen"


def test_a_403_about_a_record_does_not_blame_the_role(cast: Cast) -> None:
    answer = sign_in(cast.stranger).get("/somebody-elses/")
    assert answer.status_code == 403
    assert "You have the right role" in text(answer)


def test_a_404_is_a_page(visitor: Client) -> None:
    answer = visitor.get("/no/such/page/")
    assert (answer.status_code, heading(answer)) == (404, "There is no such page")


def test_a_400_is_a_page_without_a_person(visitor: Client, logged_errors: list) -> None:
    answer = visitor.get("/", headers={"host": "bad host"})
    assert (answer.status_code, heading(answer)) == (400, "This request cannot be read")


def test_a_stale_form_says_so_and_a_fresh_one_is_taken() -> None:
    person = make_person()
    client = Client(enforce_csrf_checks=True)
    page = client.get("/accounts/login/")
    fields = {"login": person.email, "password": PASSWORD}
    stale = client.post("/accounts/login/", {**fields, "csrfmiddlewaretoken": "x" * 64})
    assert (stale.status_code, heading(stale)) == (403, "This form is out of date")
    token = BeautifulSoup(page.content, "html.parser").select_one("main [name=csrfmiddlewaretoken]")
    fresh = client.post("/accounts/login/", {**fields, "csrfmiddlewaretoken": token["value"]})
    assert (fresh.status_code, fresh["Location"]) == (302, "/my/")


# The database -----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/locked/", "/gone/"])
def test_a_lost_database_is_a_503_that_says_when_to_try_again(
    path: str, visitor: Client, logged_errors: list
) -> None:
    answer = visitor.get(path)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (
        503,
        "30",
        "no-store",
    )
    assert heading(answer) == "Please try again in a minute"
    # What the request wrote into the session is given up, not waited for a second time.
    assert "sessionid" not in answer.cookies


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Another connection holds the one write lock; ours gives up after a tenth of a second."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_somebody_holds_gives_503_and_then_works_again(
    visitor: Client, logged_errors: list
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has one lock for all")
    person = make_person()
    fields = {"login": person.email, "password": PASSWORD}
    with held():
        answer = visitor.post("/accounts/login/", fields)
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        # Reading goes on meanwhile.
        assert visitor.get("/accounts/login/").status_code == 200
        assert visitor.get("/readyz").status_code == 200
    assert Session.objects.count() == 0
    assert visitor.post("/accounts/login/", fields).status_code == 302
    assert Session.objects.count() == 1


AWAY = """
import django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
client.cookies["sessionid"] = "x" * 32
for path in ("/", "/accounts/login/", "/overseen-by-nobody/", "/healthz", "/readyz"):
    answer = client.get(path)
    print(path, answer.status_code, answer.headers.get("Retry-After"), answer["Cache-Control"])
"""


def test_a_database_that_is_away_gives_503_everywhere_but_where_it_is_not_needed() -> None:
    run = subprocess.run(
        [sys.executable, "-c", AWAY],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
            # Port 9 is nobody's.
            "DATABASE_URL": "postgres://nobody:secret@127.0.0.1:9/none",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines() == [
        "/ 503 30 no-store",
        "/accounts/login/ 503 30 no-store",
        "/overseen-by-nobody/ 503 30 no-store",
        "/healthz 200 None max-age=0, no-cache, no-store, must-revalidate, private",
        "/readyz 503 None max-age=0, no-cache, no-store, must-revalidate, private",
    ]
    assert "secret" not in run.stderr
