"""A roster that is saved while the gate is asked about everybody: both lock supporters, and neither waits for ever."""

import pytest
from django.urls import reverse

from certification.services.standing import reassess_each
from curriculum.models import Attendance
from curriculum.services.sessions.places import sign_up
from tests import path
from tests.factories import make_cast, make_person, sign_in
from tests.races import at_once, errors_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]

# The first by name is the last by number.
NAMES = [f"{letter}ana Example" for letter in "HGFEDCBA"]


def test_a_roster_and_the_gate_wait_for_one_another_in_one_order() -> None:
    cast = make_cast()
    path.run_program(by=cast.coordinator)
    people = [make_person(name, section=cast.cardiology) for name in NAMES]
    # Three orders: of names, of people, and of supporters.
    later = people[4:] + people[:4]
    supporters = [path.accepted(path.nominated(cast.head, who), who) for who in later]
    session = path.scheduled(cast.facilitator)
    for who in people:
        sign_up(session, by=who)
    client = sign_in(cast.facilitator)
    marks = {f"p{who.pk}-outcome": "attended" for who in people}
    url = reverse("curriculum:roster", args=[session.pk])

    def ask() -> None:
        for _ in range(20):
            reassess_each([supporter.pk for supporter in supporters], by=None)

    answers = at_once(lambda: client.post(url, marks).status_code, ask)
    assert errors_in(answers) == []
    assert answers[0] == 302
    assert Attendance.objects.filter(outcome="attended").count() == len(NAMES)
