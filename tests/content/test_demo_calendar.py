"""The demonstration's calendar and passwords, and what loading refuses."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from certification.models import Policy
from content.demo.calendar import Calendar
from content.demo.passwords import new_password
from content.demo.people import CAST, COHORT, HEADS
from portal.accounts.models import Person
from portal.common.installation import holds_demonstration
from portal.common.time import now, today
from tests.clock import TODAY, ZONE
from tests.factories import make_person


@pytest.mark.parametrize(
    ("days_ago", "day"),
    [
        (0, dt.date(2026, 11, 23)),
        (1, dt.date(2026, 11, 20)),  # a Sunday: the Friday before
        (2, dt.date(2026, 11, 20)),
        (3, dt.date(2026, 11, 20)),
        (-4, dt.date(2026, 11, 27)),
        (-5, dt.date(2026, 11, 30)),  # a Saturday: the Monday after
    ],
)
def test_moments_are_on_working_days(days_ago: int, day: dt.date) -> None:
    moment = Calendar(TODAY).moment(days_ago, 16, 5)
    assert moment == dt.datetime.combine(day, dt.time(16, 5), ZONE)


def test_acts_are_played_in_the_order_of_time_as_of_their_moments() -> None:
    calendar = Calendar(TODAY)
    seen: list[tuple[str, dt.datetime]] = []
    said: list[str] = []
    for name, days_ago in [("late", 10), ("early", 500), ("also late", 10)]:
        calendar.at(calendar.moment(days_ago), lambda name=name: seen.append((name, now())))
    calendar.play(said.append)
    assert seen == [
        ("early", calendar.moment(500)),
        ("late", calendar.moment(10)),
        ("also late", calendar.moment(10)),
    ]
    assert said == ["What people did in 2025", "What people did in 2026"]
    assert today() == TODAY


def test_a_password_has_four_words_and_is_never_the_same() -> None:
    passwords = {new_password() for _ in range(50)}
    assert len(passwords) == 50
    assert {len(password.split("-")) for password in passwords} == {4}


def test_nobody_of_the_demonstration_shares_an_address_or_could_be_real() -> None:
    everybody = {member.colleague for member in CAST} | {*HEADS, *COHORT}
    assert len({person.email for person in everybody}) == len(everybody)
    assert {person.email.split("@")[1] for person in everybody} == {"demo.invalid"}


@pytest.mark.django_db
def test_a_program_without_a_past_is_refused_and_nothing_is_left() -> None:
    Policy(number=1, in_force_from=TODAY).save()
    with pytest.raises(CommandError, match="empty database"):
        call_command("load_demo")
    assert Person.objects.count() == 0


@pytest.mark.django_db
def test_people_who_are_here_keep_it_out() -> None:
    dana = make_person("Dana Example")
    with pytest.raises(CommandError, match="This database holds people already"):
        call_command("load_demo")
    assert list(Person.objects.all()) == [dana]
    assert not Policy.objects.exists()
    assert not holds_demonstration()
