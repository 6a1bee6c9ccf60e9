"""What the tests themselves stand on: the databases, the clock, the closed network."""

import socket

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from tests.clock import NOW, at
from tests.conftest import NetworkReached
from tests.factories import make_person


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_leaves_the_database_as_it_found_it(time: str) -> None:
    from portal.accounts.models import Person

    assert Person.objects.count() == 0
    assert Page.objects.filter(depth=1).count() == 1
    make_person()
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_sqlite_has_the_options_of_production() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            answers = [
                cursor.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("journal_mode", "synchronous", "foreign_keys")
            ]
        assert answers == ["wal", 2, 1]
        assert connection.transaction_mode == "IMMEDIATE"


def test_the_clock_stands_still() -> None:
    assert timezone.now() == NOW
    with at("2027-03-01"):
        assert timezone.localtime().isoformat() == "2027-03-01T12:00:00-07:00"


def test_no_test_reaches_the_network() -> None:
    with socket.socket() as outside, pytest.raises(NetworkReached):
        outside.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkReached):
        socket.getaddrinfo("hospital.example", 80)
