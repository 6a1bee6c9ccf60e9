"""The cast for files of tests that stay within one transaction each: made once a file, it costs a test nothing.

A folder whose `conftest.py` imports both fixtures has it instead of the one of `tests/conftest.py`.
"""

import copy
import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction

from tests.clock import NOW
from tests.factories import Cast, make_cast


@pytest.fixture(scope="module")
def cast_of_the_file(django_db_setup: None, django_db_blocker) -> Iterator[Cast]:  # type: ignore[no-untyped-def]
    """The cast in the database, around every test of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOW.astimezone(dt.UTC), tick=False):
            cast = make_cast()
        yield cast
        transaction.set_rollback(True)


@pytest.fixture
def cast(cast_of_the_file: Cast, db: None) -> Cast:
    """The people as they were made, whatever another test did to them."""
    return copy.deepcopy(cast_of_the_file)
