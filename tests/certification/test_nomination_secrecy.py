"""Nobody learns by nominating who is on the path: below the daily limit and at it, everybody is answered alike."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from certification.models import Nomination
from certification.services.nominating import MOST_A_DAY, hand_in_nomination, nominate_later
from certification.services.nominations import accept_nomination, decline_nomination
from portal.accounts.services import end_access
from portal.common.models import Tally
from tests.certification.program import run_program
from tests.certification.test_nominations import nomination_of
from tests.factories import Cast, make_person

pytestmark = pytest.mark.django_db
LIMIT = "You have nominated 15 colleagues since yesterday. Please go on tomorrow."


def nominees(cast: Cast) -> dict[str, str]:
    """One address of each kind, seen by the head of a section."""
    run_program()
    people = {kind: make_person() for kind in ("on the path", "nominated", "declined", "left")}
    accept_nomination(nomination_of(people["on the path"], cast.leader), by=people["on the path"])
    nomination_of(people["nominated"], cast.head)
    decline_nomination(nomination_of(people["declined"], cast.head), by=people["declined"])
    end_access(people["left"], by=None, why="Left the hospital")
    emails = {kind: person.email for kind, person in people.items()}
    return {"unknown": "n@hospital.example", "no part": make_person().email, **emails}


@pytest.fixture
def _queued(settings) -> None:  # type: ignore[no-untyped-def]
    """Tasks wait for the worker, as they do in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def answer(client: Client, email: str) -> tuple[list[tuple[str, int]], str, list[str]]:
    """Where it led, what the page says, and what the database was asked."""
    given = {"name": "Kim Example", "email": email}
    with CaptureQueriesContext(connection) as asked:
        page = client.post(reverse("certification:nominate"), given, follow=True)
    text = BeautifulSoup(page.content, "html.parser").get_text(" ", strip=True)
    plain = [re.split(" WHERE | VALUES | SET ", query["sql"])[0] for query in asked]
    named = [re.sub(r'"s\d+_x\d+"', "a savepoint", each) for each in plain]
    return page.redirect_chain, text, named


@pytest.mark.usefixtures("_queued")
def test_six_kinds_of_nominee_are_answered_alike(cast, as_person) -> None:  # type: ignore[no-untyped-def]
    emails, client = nominees(cast), as_person(cast.head)
    answer(client, "first@hospital.example")
    answers = {kind: answer(client, email) for kind, email in emails.items()}
    assert len(answers) == 6
    led, text, asked = answers["unknown"]
    assert answers == dict.fromkeys(emails, (led, text, asked))
    assert led == [(reverse("certification:nominate"), 302)]
    assert "Thank you. We will ask Kim Example" in text
    assert sum("INSERT" in statement and "django_tasks" in statement for statement in asked) == 1


@pytest.mark.usefixtures("_queued")
def test_six_kinds_of_nominee_are_refused_alike_at_the_limit(cast, as_person) -> None:  # type: ignore[no-untyped-def]
    emails, client = nominees(cast), as_person(cast.head)
    # Whoever they are, all of them count: the number of those left tells nothing.
    for number in range(MOST_A_DAY):
        hand_in_nomination(name="X", email=[*emails.values()][number % 6], by=cast.head)
    tasks = DBTaskResult.objects.count()
    answers = {}
    for kind, email in emails.items():
        led, text, asked = answer(client, email)
        answers[kind] = (led, text.replace(email, "ADDRESS"), asked)
        page = client.post(reverse("certification:nominate"), {"name": "X", "email": email})
        assert page.context["form"].non_field_errors() == [LIMIT]
    assert answers == dict.fromkeys(emails, answers["unknown"])
    assert DBTaskResult.objects.count() == tasks


@pytest.mark.usefixtures("_queued")
def test_the_worker_makes_the_nomination_a_moment_later(cast) -> None:  # type: ignore[no-untyped-def]
    hand_in_nomination(name=" Kim  Example ", email="KIM@hospital.example", by=cast.head)
    assert not Nomination.objects.exists()
    task = DBTaskResult.objects.get()
    given = {"name": "Kim Example", "email": "kim@hospital.example"}
    assert task.args_kwargs == {"args": [cast.head.pk], "kwargs": given}
    nominate_later.call(cast.head.pk, **given)
    made = Nomination.objects.get()
    assert (made.nominee_name, made.nominator) == ("Kim Example", cast.head)


def test_one_is_counted_by_oneself(cast) -> None:  # type: ignore[no-untyped-def]
    for person in (cast.head, cast.leader):
        hand_in_nomination(name="Kim", email="kim@hospital.example", by=person)
    assert [*Tally.objects.values_list("count", flat=True)] == [1, 1]
