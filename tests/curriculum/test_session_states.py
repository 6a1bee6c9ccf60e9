"""What the pages say of a session before, while and after it is held, and of who is marked."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from curriculum.enums import Outcome
from curriculum.models import Attendance
from curriculum.services.sessions.attendance import mark_attendance
from curriculum.services.sessions.places import sign_up
from curriculum.services.sessions.scheduling import cancel_session
from portal.common.models import OutboxMessage
from tests.clock import ZONE
from tests.curriculum.sessions import make_session
from tests.curriculum.test_session_pages import DAY, filled
from tests.factories import Cast, make_supporter


def listed(client: Client) -> str:
    page = client.get(reverse("curriculum:sessions")).content.decode().split("<main")[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_session_is_coming_then_running_then_over(cast: Cast, as_person, clock) -> None:
    session = make_session(cast.facilitator, days=1, minutes=60)
    sign_up(session, by=cast.supporter)
    people = (cast.supporter, cast.other_supporter, cast.facilitator)
    mine, *others = [listed(as_person(person)) for person in people]
    assert "You have a place" in mine
    assert ["1 place left" in page for page in others] == [True, True]
    clock.shift(DAY)
    mine, other, keepers = [listed(as_person(person)) for person in people]
    assert "Running now" in mine
    assert "No session is on the calendar yet" in other
    assert "1 to mark" in keepers
    clock.shift(3600)
    assert "Running now" not in listed(as_person(cast.supporter))
    assert "1 to mark" in listed(as_person(cast.facilitator))


def test_a_roster_is_all_marked_when_everybody_is(cast: Cast, as_person, clock) -> None:
    session, empty = (make_session(cast.facilitator, days=1) for _ in range(2))
    for person in (cast.supporter, cast.other_supporter):
        sign_up(session, by=person)
    clock.shift(DAY)
    client = as_person(cast.facilitator)
    for person, words in [(cast.supporter, "1 to mark"), (cast.other_supporter, "All marked")]:
        mark_attendance(session, person=person, outcome=Outcome.ATTENDED, by=cast.facilitator)
        assert words in listed(client)
    assert "Nobody signed up" in listed(client)
    assert empty.attendance.count() == 0


def test_a_session_that_is_closed_shows_no_form(cast: Cast, as_person, clock) -> None:
    off, begun = make_session(cast.facilitator), make_session(cast.facilitator, days=1)
    cancel_session(off, by=cast.facilitator)
    edit = reverse("curriculum:session_edit", args=[begun.pk])
    assert as_person(cast.facilitator).get(edit).status_code == 200
    clock.shift(DAY)
    client = as_person(cast.facilitator)
    for session, why in [(off, "was called off"), (begun, "has begun")]:
        for name in ("session_edit", "session_cancel"):
            answer = client.get(reverse(f"curriculum:{name}", args=[session.pk]), follow=True)
            assert answer.redirect_chain == [(session.get_absolute_url(), 302)]
            assert f"This session {why}" in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "told"), [({"title": "Another title"}, False), ({"time": "18:00"}, True)]
)
def test_what_is_said_of_emails_is_true(cast: Cast, as_person, change: dict, told: bool) -> None:
    session = make_session(cast.facilitator, starts_at=dt.datetime(2026, 12, 1, 17, 0, tzinfo=ZONE))
    sign_up(session, by=cast.supporter)
    OutboxMessage.objects.all().delete()
    form = filled(cast, revision=1, place=session.place, **change)
    url = reverse("curriculum:session_edit", args=[session.pk])
    page = as_person(cast.facilitator).post(url, form, follow=True).content.decode()
    assert "The session is changed." in page
    assert ("We’ll email everyone who signed up." in page) is told
    assert OutboxMessage.objects.exists() is told


def test_a_stale_roster_shows_what_is_saved_and_leads_to_the_problem(
    cast: Cast, as_person, clock
) -> None:
    session = make_session(cast.facilitator, days=1)
    first, second = (make_supporter().person for _ in range(2))
    for person in (first, second):
        sign_up(session, by=person)
    clock.shift(DAY)
    url = reverse("curriculum:roster", args=[session.pk])
    for person in (first, second):
        mark_attendance(session, person=person, outcome=Outcome.ATTENDED, by=cast.coordinator)
    # Shown before anybody was marked; only one of them is marked here.
    page = as_person(cast.facilitator).post(url, {f"p{first.pk}-outcome": "absent"})
    chosen = {form.prefix: form["outcome"].value() for form in page.context["forms"]}
    assert chosen == {f"p{first.pk}": "absent", f"p{second.pk}": "attended"}
    assert f'href="#id_p{first.pk}-outcome' in page.content.decode()
    assert Attendance.objects.filter(supersedes__isnull=False).count() == 0
