"""The starter program, loaded once for every module of tests that asks for it."""

import datetime as dt
import io
from collections.abc import Iterator

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction

from tests.clock import NOW


@pytest.fixture(scope="module")
def program(django_db_setup: None, django_db_blocker) -> Iterator[str]:  # type: ignore[no-untyped-def]
    """The starter program; what loading it said."""
    said = io.StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOW.astimezone(dt.UTC), tick=False):
            call_command("load_program", stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)
