"""Acts that lock several people, sessions and supporters at once: none waits for another for ever."""

import pytest
from django.db import OperationalError
from django.urls import reverse

from certification.models import Nomination
from certification.services import nominations
from certification.services.nominations import close_nomination, decline_nomination, nominate
from curriculum.models import Attendance
from curriculum.services.sessions.places import sign_up
from portal.accounts.models import Person
from portal.accounts.services import end_access
from portal.common.errors import Refusal
from portal.common.models import OutboxMessage
from tests import path
from tests.factories import make_cast, make_person, sign_in
from tests.races import at_once, errors_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]

TIMES = 6


def nominate_each_other() -> list[BaseException]:
    one, two = make_person(), make_person()
    return errors_in(
        at_once(
            lambda: nominate(name=two.name, email=two.email, by=one),
            lambda: nominate(name=one.name, email=one.email, by=two),
        )
    )


def test_two_who_nominate_each_other() -> None:
    path.run_program()
    assert [nominate_each_other() for _ in range(TIMES)] == [[]] * TIMES
    assert Nomination.objects.count() == 2 * TIMES


@pytest.mark.postgres
def test_who_locks_themselves_alone_and_with_their_key_ends_in_a_deadlock(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """As it was: the nomination's row waits for the nominee, who is locked and waits for the nominator."""
    path.run_program()
    monkeypatch.setattr(
        nominations,
        "_lock",
        lambda nominator, nominee: Person.objects.select_for_update().get(pk=nominator.pk),
    )
    errors = [error for _ in range(5 * TIMES) for error in nominate_each_other()]
    assert {type(error) for error in errors} == {OperationalError}


def test_somebody_leaves_while_the_roster_is_saved() -> None:
    cast = make_cast()
    path.run_program(by=cast.coordinator)
    for _ in range(TIMES):
        people = [make_person(section=cast.cardiology) for _ in range(3)]
        session = path.scheduled(cast.facilitator)
        for person in people:
            path.accepted(path.nominated(make_person(), person), person)
            sign_up(session, by=person)
        marks = {f"p{person.pk}-outcome": "attended" for person in people}
        url, client = reverse("curriculum:roster", args=[session.pk]), sign_in(cast.facilitator)
        answers = at_once(
            lambda client=client, url=url, marks=marks: client.post(url, marks).status_code,
            lambda gone=people[1]: end_access(gone, by=cast.coordinator, why="Left"),
        )
        assert errors_in(answers) == []
        # Where the seat was given back first, the roster says that it changed; nothing is saved by halves.
        marked = Attendance.objects.filter(session=session).count()
        assert (answers[0], marked) in {(302, 3), (302, 2), (200, 0)}


def test_a_nomination_is_answered_while_it_is_closed() -> None:
    cast = make_cast()
    path.run_program(by=cast.coordinator)
    for _ in range(TIMES):
        person = make_person(section=cast.cardiology)
        made = path.nominated(cast.stranger, person)
        OutboxMessage.objects.all().delete()
        results = at_once(
            lambda made=made, person=person: decline_nomination(made, by=person),
            lambda made=made: close_nomination(made, by=cast.coordinator),
        )
        assert [type(error) for error in errors_in(results)] == [Refusal]
        assert OutboxMessage.objects.filter(recipient=cast.stranger.email).count() == 1
