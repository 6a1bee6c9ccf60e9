"""The pages around live sessions."""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from curriculum.enums import Outcome, SignUpStatus
from curriculum.forms.sessions import SessionForm
from curriculum.models import Attendance, Session, SignUp
from curriculum.services.sessions.attendance import mark_attendance
from curriculum.services.sessions.places import sign_up
from curriculum.services.sessions.scheduling import cancel_session
from tests.clock import ZONE
from tests.curriculum.sessions import make_session
from tests.factories import PASSWORD, Cast, make_supporter

DAY = 24 * 3600


def filled(cast: Cast, **changes: object) -> dict[str, object]:
    return {
        "kind": "foundational",
        "title": "Foundational training",
        "date": "2026-12-01",
        "time": "17:00",
        "minutes": "60",
        "capacity": "12",
        "place": "Room 2",
        "link": "",
        "facilitator": cast.facilitator.pk,
        "token": str(uuid.uuid4()),
        **changes,
    }


def test_a_facilitator_schedules_in_the_programs_time(cast: Cast, as_person) -> None:
    answer = as_person(cast.facilitator).post(reverse("curriculum:session_new"), filled(cast))
    session = Session.objects.get()
    assert answer.url == session.get_absolute_url()
    assert session.starts_at == dt.datetime(2026, 12, 1, 17, 0, tzinfo=ZONE)


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(cast: Cast, as_person) -> None:
    form = filled(cast, place="", title="A title of mine")
    answer = as_person(cast.facilitator).post(reverse("curriculum:session_new"), form)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Error: Schedule a session" in re.sub(r"\s+", " ", page).replace(
        "<title> ", "<title>"
    )
    assert 'href="#id_place"' in page
    assert 'value="A title of mine"' in page
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("date", "time", "field", "words"),
    [
        ("2027-03-14", "02:30", "time", "does not exist"),
        ("2027-11-07", "01:30", "which", "comes twice"),
        # The end of the calendar, where the program's zone is behind it.
        ("9999-12-31", "23:59", "date", "within 5 years"),
    ],
)
def test_the_days_on_which_the_clocks_change_or_end(
    date: str, time: str, field: str, words: str, cast: Cast
) -> None:
    form = SessionForm(filled(cast, date=date, time=time))
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert words in form.errors[field][0]


@pytest.mark.parametrize(("which", "hour"), [("first", 7), ("second", 8)])
def test_the_doubled_hour_is_chosen(which: str, hour: int, cast: Cast) -> None:
    form = SessionForm(filled(cast, date="2027-11-07", time="01:30", which=which))
    assert form.is_valid(), form.errors
    moment = form.cleaned_data["starts_at"].astimezone(dt.UTC)
    assert moment == dt.datetime(2027, 11, 7, hour, 30, tzinfo=dt.UTC)


def test_a_stale_form_says_so_keeps_what_was_typed_and_works_the_second_time(
    cast: Cast, as_person
) -> None:
    session = make_session(cast.facilitator)
    url = reverse("curriculum:session_edit", args=[session.pk])
    client = as_person(cast.facilitator)
    client.post(url, filled(cast, title="Their change", revision=1))
    answer = client.post(url, filled(cast, title="My change", revision=1))
    assert "Somebody changed this session" in answer.content.decode()
    assert 'value="My change"' in answer.content.decode()
    client.post(
        url, filled(cast, title="My change", revision=answer.context["form"]["revision"].value())
    )
    session.refresh_from_db()
    assert session.title == "My change"


def test_the_place_is_shown_to_who_has_one(cast: Cast, as_person) -> None:
    session = make_session(cast.facilitator, capacity=1, place="The hidden garden")
    url = session.get_absolute_url()
    sign_up(session, by=cast.supporter)
    sign_up(session, by=cast.other_supporter)
    shown = {
        person.name: "The hidden garden" in as_person(person).get(url).content.decode()
        for person in (cast.supporter, cast.other_supporter, cast.facilitator, cast.coordinator)
    }
    assert shown == {
        cast.supporter.name: True,
        cast.other_supporter.name: False,
        cast.facilitator.name: True,
        cast.coordinator.name: True,
    }


def test_one_button_signs_up_and_one_gives_back(cast: Cast, as_person) -> None:
    session = make_session(cast.facilitator)
    client = as_person(cast.supporter)
    for _twice in range(2):
        client.post(reverse("curriculum:sign_up", args=[session.pk]))
    assert SignUp.objects.get().status == SignUpStatus.PLACE
    assert "Give my place back" in client.get(session.get_absolute_url()).content.decode()
    for _twice in range(2):
        client.post(reverse("curriculum:withdraw", args=[session.pk]))
    assert SignUp.objects.get().status == SignUpStatus.WITHDRAWN


def test_who_waits_leaves_the_waitlist(cast: Cast, as_person) -> None:
    session = make_session(cast.facilitator, capacity=1)
    sign_up(session, by=make_supporter().person)
    sign_up(session, by=cast.supporter)
    page = as_person(cast.supporter).get(session.get_absolute_url()).content.decode()
    assert "Leave the waitlist" in page
    assert "Give my place back" not in page


def test_another_facilitators_session_is_a_404_to_edit(cast: Cast, as_person) -> None:
    session = make_session(cast.coordinator)
    for name in ("session_edit", "session_cancel", "roster"):
        url = reverse(f"curriculum:{name}", args=[session.pk])
        assert as_person(cast.facilitator).get(url).status_code == 404
        assert as_person(cast.coordinator).get(url).status_code == 200


def test_a_session_that_is_not_there_is_a_404(cast: Cast, as_person) -> None:
    assert as_person(cast.supporter).get("/sessions/9999/").status_code == 404


def test_the_roster_is_saved_whole_or_not_at_all(cast: Cast, as_person, clock) -> None:
    session = make_session(cast.facilitator, days=1)
    first, second = (make_supporter().person for _ in range(2))
    sign_up(session, by=first)
    sign_up(session, by=second)
    clock.shift(DAY)
    client, url = as_person(cast.facilitator), reverse("curriculum:roster", args=[session.pk])
    client.post(url, {f"p{first.pk}-outcome": "attended"})
    seen = Attendance.objects.get()
    answer = client.post(
        url,
        {
            f"p{first.pk}-outcome": "absent",
            f"p{first.pk}-seen": seen.pk,
            f"p{second.pk}-outcome": "attended",
        },
    )
    assert "Say why" in answer.content.decode()
    assert Attendance.objects.get() == seen
    client.post(
        url,
        {
            f"p{first.pk}-outcome": "absent",
            f"p{first.pk}-seen": seen.pk,
            f"p{first.pk}-reason": "Left before it began",
            f"p{second.pk}-outcome": "attended",
        },
    )
    now_marked = Attendance.objects.filter(superseded_by=None).values_list("person", "outcome")
    assert dict(now_marked) == {first.pk: Outcome.ABSENT, second.pk: Outcome.ATTENDED}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_at_one_and_three_rows(
    rows: int, cast: Cast, as_person, django_assert_num_queries
) -> None:
    for _row in range(rows):
        sign_up(make_session(cast.facilitator), by=cast.supporter)
        make_session(cast.facilitator)
    cancel_session(make_session(cast.facilitator), by=cast.facilitator)
    client = as_person(cast.supporter)
    with django_assert_num_queries(4):
        page = client.get(reverse("curriculum:sessions")).content.decode()
    assert page.count("You have a place") == rows


@pytest.mark.parametrize(("rows", "shown"), [(1, 1), (25, 20)])
def test_the_facilitators_list_costs_the_same_at_few_and_many_past_sessions(
    rows: int, shown: int, cast: Cast, as_person, clock, django_assert_num_queries
) -> None:
    for _row in range(rows):
        sign_up(make_session(cast.facilitator, days=1), by=cast.supporter)
    clock.shift(2 * DAY)
    make_session(cast.facilitator)
    client = as_person(cast.facilitator)
    with django_assert_num_queries(7):
        page = client.get(reverse("curriculum:sessions")).content.decode()
    assert page.count("1 to mark") == shown


def test_the_list_counts_who_is_still_to_mark_in_each_past_session(
    cast: Cast, as_person, clock
) -> None:
    people = [cast.supporter, cast.other_supporter]
    half, whole, empty = (make_session(cast.facilitator, days=day) for day in (3, 2, 1))
    for person in people:
        sign_up(half, by=person)
        sign_up(whole, by=person)
    clock.shift(4 * DAY)
    for session, person in ((half, people[0]), (whole, people[0]), (whole, people[1])):
        mark_attendance(session, person=person, outcome=Outcome.ATTENDED, by=cast.facilitator)
    answer = as_person(cast.facilitator).get(reverse("curriculum:sessions"))
    lines = [(half, (2, 1)), (whole, (2, 0)), (empty, (0, 0))]
    assert answer.context["past_lines"] == lines


@pytest.mark.parametrize(("query", "rows"), [({}, 20), ({"coming": "2"}, 1)])
def test_coming_sessions_have_pages(query: dict, rows: int, cast: Cast, as_person) -> None:
    for day in range(21):
        make_session(cast.facilitator, days=day + 1)
    page = as_person(cast.supporter).get(reverse("curriculum:sessions"), query).content.decode()
    assert page.count("2 places left") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_roster_costs_the_same_at_one_and_three_rows(
    rows: int, cast: Cast, as_person, django_assert_num_queries
) -> None:
    session = make_session(cast.facilitator, capacity=9)
    for _row in range(rows):
        sign_up(session, by=make_supporter().person)
    client = as_person(cast.facilitator)
    with django_assert_num_queries(6):
        client.get(reverse("curriculum:roster", args=[session.pk]))


@pytest.mark.parametrize("name", ["sign_up", "withdraw"])
def test_who_had_to_sign_in_before_the_button_worked_finds_the_session_again(
    name: str, cast: Cast, client: Client
) -> None:
    session = make_session(cast.facilitator)
    pressed = client.post(reverse(f"curriculum:{name}", args=[session.pk]))
    credentials = {"login": cast.supporter.email, "password": PASSWORD}
    signed_in = client.post(pressed.url, credentials)
    answer = client.get(signed_in.url)
    assert (answer.status_code, answer.url) == (302, session.get_absolute_url())
    assert not SignUp.objects.exists()
