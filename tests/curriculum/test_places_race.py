"""Two hundred people want twenty places at the same moment."""

import threading
import time
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connection, connections

from curriculum.enums import SignUpStatus
from curriculum.models import Session, SignUp
from curriculum.services.sessions import places
from portal.accounts.models import Person
from portal.common.roles import Role
from tests.curriculum.sessions import make_session
from tests.factories import make_person, make_supporter

PEOPLE, PLACES = 200, 20


def race(session: Session, people: list[Person]) -> list[str]:
    """Everybody signs up at once, each on a connection of their own; returns what went wrong."""
    start = threading.Barrier(len(people))
    errors: list[str] = []

    def sign_up(person: Person) -> None:
        try:
            connection.ensure_connection()
            start.wait(timeout=60)
            places.sign_up(session, by=person)
        except Exception as error:  # every failure is what this test is about
            errors.append(f"{type(error).__name__}: {error}")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sign_up, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def given(session: Session) -> Counter:
    return Counter(SignUp.objects.filter(session=session).values_list("status", flat=True))


@pytest.fixture
def crowd(transactional_db: None) -> tuple[Session, list[Person]]:
    facilitator = make_person(roles=[Role.FACILITATOR])
    session = make_session(facilitator, capacity=PLACES)
    return session, [make_supporter().person for _ in range(PEOPLE)]


@pytest.mark.slow
def test_twenty_get_a_place_and_all_others_wait(crowd, checked: Callable[..., None]) -> None:
    session, people = crowd
    errors = race(session, people)
    assert errors == []
    assert given(session) == {SignUpStatus.PLACE: PLACES, SignUpStatus.WAITING: PEOPLE - PLACES}
    checked(f"parallel sign-ups on {connection.vendor}", len(people), floor=PEOPLE)


@pytest.mark.slow
def test_without_the_lock_the_same_race_goes_wrong(
    crowd, monkeypatch: pytest.MonkeyPatch, checked: Callable[..., None]
) -> None:
    """Shows that the lock is what holds: PostgreSQL overbooks without the row's lock, SQLite without IMMEDIATE
    transactions turns people away with errors (or overbooks)."""
    session, people = crowd
    monkeypatch.setattr(places, "lock", lambda s: Session.objects.get(pk=s.pk))
    count = places._taken

    def count_and_think(session: Session) -> int:
        # As if the machine were busy elsewhere: on an idle one the race might not happen.
        taken = count(session)
        time.sleep(0.005)
        return taken

    monkeypatch.setattr(places, "_taken", count_and_think)
    if connection.vendor == "sqlite":
        options = connections.settings["default"]["OPTIONS"]
        monkeypatch.setitem(options, "transaction_mode", "DEFERRED")
    errors = race(session, people)
    fine = {SignUpStatus.PLACE: PLACES, SignUpStatus.WAITING: PEOPLE - PLACES}
    assert errors or given(session) != fine
    checked(
        f"sign-ups that went wrong without the lock on {connection.vendor}",
        len(errors) or abs(given(session)[SignUpStatus.PLACE] - PLACES),
        floor=1,
    )
