"""Signing in and out, confirming who one is, and choosing a password."""

import logging
import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django_tasks_db.models import DBTaskResult

from portal.accounts.passwords import send_password_link
from portal.accounts.services import add_person, end_access
from portal.common.logs import OneLine
from portal.common.models import OutboxMessage
from tests.factories import PASSWORD, make_person, sign_in

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
WRONG = "That email address and password don’t match. Check both and try again."


def summary(answer) -> list[str]:  # type: ignore[no-untyped-def]
    page = BeautifulSoup(answer.content, "html.parser")
    return [item.text for item in page.select(".nhsuk-error-summary li")]


def heading(answer) -> str:  # type: ignore[no-untyped-def]
    return BeautifulSoup(answer.content, "html.parser").h1.text


def test_a_person_signs_in_by_email_in_any_case_and_goes_on_where_they_wanted(
    client: Client,
) -> None:
    person = make_person()
    fields = {"login": person.email.upper(), "password": PASSWORD, "next": "/training/"}
    answer = client.post(LOGIN, fields)
    assert (answer.status_code, answer["Location"]) == (302, "/training/")
    assert client.get(LOGIN)["Location"] == "/my/"


def test_a_link_to_another_site_is_not_followed_after_signing_in(client: Client) -> None:
    person = make_person()
    fields = {"login": person.email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post(LOGIN, fields)["Location"] == "/my/"


def test_a_wrong_password_and_an_unknown_address_read_the_same(client: Client) -> None:
    person = make_person()
    known = client.post(LOGIN, {"login": person.email, "password": "not the phrase"})
    unknown = client.post(LOGIN, {"login": "nobody@example.invalid", "password": PASSWORD})
    assert summary(known) == summary(unknown) == [WRONG]
    page = BeautifulSoup(known.content, "html.parser")
    assert page.title.text == "Error: Sign in – Peer Support"
    assert page.find(id="id_login")["value"] == person.email
    assert not page.find(id="id_password").has_attr("value")


def test_the_inputs_help_a_password_manager(client: Client) -> None:
    page = BeautifulSoup(client.get(LOGIN).content, "html.parser")
    assert (page.find(id="id_login")["type"], page.find(id="id_login")["autocomplete"]) == (
        "email",
        "username",
    )
    assert page.find(id="id_password")["autocomplete"] == "current-password"


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("192.0.2.7", 200),
        ("192.0.2.1, 192.0.2.7", 200),
        ("::ffff:192.0.2.7", 200),
        ("192.0.2.7:4711", 200),
        ("nonsense", 400),
        ("192.0.2.7, ", 400),
        ("192.0.2.7, unknown", 400),
    ],
)
def test_a_header_that_names_no_client_is_a_400_with_a_hint_for_the_operator(
    header: str, status: int, client: Client, settings, logged_errors: list
) -> None:  # type: ignore[no-untyped-def]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    fields = {"login": "nobody@example.invalid", "password": PASSWORD}
    answer = client.post(LOGIN, fields, headers={"X-Forwarded-For": header})
    assert answer.status_code == status
    for record in logged_errors:
        assert OneLine().filter(record)
        line = logging.Formatter().format(record)
        assert "TRUSTED_PROXIES" in line
        assert "\n" not in line
    assert len(logged_errors) == (status == 400)


def test_fewer_servers_in_front_than_declared_are_told_to_the_operator(
    client: Client, settings, logged_errors: list
) -> None:  # type: ignore[no-untyped-def]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    fields = {"login": "nobody@example.invalid", "password": PASSWORD}
    answers = [
        client.post(LOGIN, fields, headers={"X-Forwarded-For": header})
        for header in ("192.0.2.7", "192.0.2.7, 192.0.2.8")
    ]
    assert [answer.status_code for answer in answers] == [400, 200]
    assert ["TRUSTED_PROXIES" in record.getMessage() for record in logged_errors] == [True]


def test_who_left_cannot_sign_in_and_is_told_so_only_with_the_right_password(
    client: Client,
) -> None:
    person = make_person()
    end_access(person, by=None, why="Left the hospital")
    wrong = client.post(LOGIN, {"login": person.email, "password": "not the phrase"})
    assert summary(wrong) == [WRONG]
    right = client.post(LOGIN, {"login": person.email, "password": PASSWORD}, follow=True)
    assert heading(right) == "Your account is closed"
    assert client.get("/accounts/logout/").status_code == 302


def test_signing_out_asks_first_and_needs_a_post() -> None:
    client = sign_in(make_person())
    assert heading(client.get("/accounts/logout/")) == "Sign out"
    assert "_auth_user_id" in client.session
    answer = client.post("/accounts/logout/")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "_auth_user_id" not in client.session


def test_confirming_who_one_is_takes_the_password_alone() -> None:
    client = sign_in(make_person())
    page = client.get("/accounts/confirm/?next=/my/expectations/")
    assert heading(page) == "Confirm it’s you"
    fields = {"password": "not the phrase", "next": "/my/expectations/"}
    assert summary(client.post("/accounts/confirm/", fields)) == [
        "That isn’t your password. Try again."
    ]
    answer = client.post("/accounts/confirm/", fields | {"password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/my/expectations/")
    assert client.session["account_authentication_methods"][-1]["reauthenticated"] is True


def test_a_person_without_a_password_chooses_one_by_mail(
    client: Client, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    person = add_person("new@hospital.example", name="Noor Example", by=None)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/accounts/password/", {"email": person.email.upper()}, follow=True)
    assert heading(answer) == "Check your email"
    assert (mail.outbox[0].to, mail.outbox[0].subject) == ([person.email], "Choose a password")
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
    path = link.removeprefix(settings.PUBLIC_URL)
    form = client.get(path, follow=True)
    assert heading(form) == "Choose a password"
    action = BeautifulSoup(form.content, "html.parser").main.form["action"]
    assert summary(client.post(action, {"password1": "short"})) == [
        "This password is too short. It must contain at least 12 characters."
    ]
    assert summary(client.post(action, {"password1": "Noor Example 2026!"})) == [
        "Your password can’t be your name, even with numbers or symbols added."
    ]
    with django_capture_on_commit_callbacks(execute=True):
        saved = client.post(action, {"password1": "quiet heron over water"}, follow=True)
    assert heading(saved) == "Your password is saved"
    assert mail.outbox[1].subject == "Your password was changed"
    fields = {"login": person.email, "password": "quiet heron over water"}
    assert client.post(LOGIN, fields).status_code == 302
    # The link works once.
    again = Client().get(path, follow=True)
    assert heading(again) == "This link no longer works"


def test_nobody_learns_who_has_an_account(client: Client) -> None:
    known = make_person().email
    pages = []
    for email in (known, "nobody@example.invalid"):
        answer = client.post("/accounts/password/", {"email": email}, follow=True)
        pages.append(BeautifulSoup(answer.content, "html.parser").main.text)
    assert pages[0] == pages[1]
    assert [message.recipient for message in OutboxMessage.objects.all()] == [known]


def statements(asked: CaptureQueriesContext) -> list[str]:
    """What was asked, without values; savepoints, and cursors on PostgreSQL, have a name of their own each."""
    plain = [query["sql"].split(" WHERE ")[0].split(" VALUES ")[0] for query in asked]
    return [re.sub(r'_django_curs_\w+|"s\d+_x\d+"', "a name", each) for each in plain]


def test_a_wrong_password_is_the_same_work_whoever_has_the_address(client: Client) -> None:
    left = make_person()
    end_access(left, by=None, why="Left the hospital")
    work = []
    for email in (make_person().email, left.email, "nobody@example.invalid"):
        with CaptureQueriesContext(connection) as asked:
            client.post(LOGIN, {"login": email, "password": "not the phrase"})
        work.append(statements(asked))
    assert work[0] == work[1] == work[2]


def test_nobody_learns_it_by_the_time_that_an_answer_takes(client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    person = make_person()
    work = []
    for email in (person.email, "nobody@example.invalid"):
        with CaptureQueriesContext(connection) as asked:
            assert client.post("/accounts/password/", {"email": email}).status_code == 302
        work.append(statements(asked))
    # The same work, statement by statement; what differs is left to the queue.
    assert work[0] == work[1]
    # One counts, and one is the task.
    assert sum("INSERT" in statement for statement in work[0]) == 2
    assert not OutboxMessage.objects.exists()
    tasks = [each.args_kwargs for each in DBTaskResult.objects.order_by("enqueued_at")]
    assert tasks == [{"args": [[person.pk]], "kwargs": {}}, {"args": [[]], "kwargs": {}}]
    for each in tasks:
        send_password_link.call(*each["args"])
    assert [message.recipient for message in OutboxMessage.objects.all()] == [person.email]


def test_the_link_in_the_mail_names_the_portal_whatever_host_was_asked(client: Client) -> None:
    person = make_person()
    client.post("/accounts/password/", {"email": person.email}, headers={"host": "evil.example"})
    body = OutboxMessage.objects.get().body
    assert "evil.example" not in body
    assert f"{settings.PUBLIC_URL}/accounts/password/new/" in body


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_change_password"])
def test_what_the_portal_does_not_offer_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)
