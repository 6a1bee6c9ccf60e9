"""A refused request, and one while the database was away, is one line in the log; a fault keeps its trace."""

import datetime as dt
import logging
import sqlite3
import sys

import pytest
from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.db import DatabaseError, IntegrityError, OperationalError, ProgrammingError
from django.test import Client

from portal.common.errors import database_is_away
from portal.common.logs import OneLine
from tests.clock import NOW


def damaged() -> DatabaseError:
    """As Django raises what SQLite says of a file that is not a database."""
    error = DatabaseError("file is not a database")
    error.__cause__ = sqlite3.DatabaseError("file is not a database")
    return error


@pytest.mark.parametrize(
    ("logger", "status", "error", "has_trace"),
    [
        ("django.request", 403, PermissionError("no"), False),
        ("django.request", 500, PermissionError("no"), True),
        ("django.request", 500, OperationalError("locked"), False),
        ("django.request", 500, damaged(), False),
        ("django.request", 500, IntegrityError("CHECK constraint failed"), True),
        ("django.security.TooManyFieldsSent", 400, TooManyFieldsSent("1001"), False),
        ("django.security.DisallowedHost", 400, PermissionError("no"), False),
        ("portal.common", 403, PermissionError("no"), True),
    ],
)
def test_only_a_fault_leaves_a_trace(
    logger: str, status: int, error: Exception, has_trace: bool
) -> None:
    try:
        raise error
    except type(error):
        record = logging.LogRecord(
            logger, logging.WARNING, __file__, 1, "Forbidden", None, sys.exc_info()
        )
    record.status_code = status
    assert OneLine().filter(record)
    assert ("Traceback" in logging.Formatter().format(record)) == has_trace


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (OperationalError("database is locked"), True),
        (damaged(), True),
        (DatabaseError("Save with update_fields did not affect any rows."), False),
        (IntegrityError("CHECK constraint failed"), False),
        (ProgrammingError("syntax error"), False),
        (ValueError("no"), False),
        (None, False),
    ],
)
def test_a_fault_of_ours_is_not_taken_for_a_database_that_is_away(
    error: Exception | None, away: bool
) -> None:
    assert database_is_away(error) is away


def test_a_line_bears_its_time_and_level() -> None:
    written = settings.LOGGING["formatters"][settings.LOGGING["handlers"]["console"]["formatter"]]
    formatter = logging.Formatter(written["format"], written["datefmt"])
    record = logging.LogRecord("portal.common", logging.WARNING, __file__, 1, "told", None, None)
    time, line = formatter.format(record).split(" ", 1)
    assert dt.datetime.strptime(time, "%Y-%m-%dT%H:%M:%S%z") == NOW
    assert line == "WARNING portal.common: told"


@pytest.mark.django_db
@pytest.mark.parametrize(("fields", "status"), [(900, 200), (1100, 400)])
def test_too_many_fields_are_a_clean_400(fields: int, status: int, logged_errors: list) -> None:
    answer = Client().post("/accounts/login/", {f"f{n}": "x" for n in range(fields)})
    assert answer.status_code == status
    assert [record.name for record in logged_errors] == ["django.security.TooManyFieldsSent"] * (
        status == 400
    )
    for record in logged_errors:
        assert OneLine().filter(record)
        assert "\n" not in logging.Formatter().format(record)
