"""What every test stands on: its database, its clock, no network, no unnoticed error."""

import datetime as dt
import ipaddress
import json
import logging
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client, TransactionTestCase

from tests import databases
from tests.clock import NOW
from tests.factories import Cast, make_cast, sign_in
from tests.mailserver import MailServer

BROWSER = {"browser", "pictures"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what touches the database and drives no browser; elsewhere leave out what needs it."""
    from django.conf import settings

    on_postgres = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    kept, left_out = [], []
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        if on_postgres:
            wanted = _touches_the_database(item) and not marks & (BROWSER | {"once"})
        else:
            wanted = "postgres" not in marks
        (kept if wanted else left_out).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def _touches_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show how much was checked, and tell deploy/run_tests.py what this run counted."""
    seen = [
        f"{value} ({report.nodeid})"
        for report in terminalreporter.getreports("passed")
        for key, value in report.user_properties
        if key == "checked"
    ]
    if seen:
        terminalreporter.section("checked")
        terminalreporter.write_line("\n".join(sorted(seen)))
    told = os.environ.get("PORTAL_TEST_COUNTS")
    if told:
        counts = {kind: len(reports) for kind, reports in terminalreporter.stats.items() if kind}
        Path(told).write_text(json.dumps(counts))


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """One copy of the migrated database for this process; written anew after each test that commits."""
    with (
        django_db_blocker.unblock(),
        databases.fresh() as database,
        pytest.MonkeyPatch.context() as m,
    ):
        m.setattr(TransactionTestCase, "_fixture_teardown", lambda case: database.restore())
        yield


@pytest.fixture(autouse=True)
def clock(request: pytest.FixtureRequest) -> Iterator[time_machine.Traveller | None]:
    """The clock stands still at `tests.clock.NOW`; `clock.move_to(…)` and `clock.shift(…)` move it.

    It runs on in a test marked `real_time`; those that drive a browser have their own (tests/browser).
    """
    marks = {mark.name for mark in request.node.iter_markers()}
    if marks & (BROWSER | {"real_time"}):
        yield None
    else:
        with time_machine.travel(NOW.astimezone(dt.UTC), tick=False) as coordinates:
            yield coordinates


class ErrorLog(logging.Handler):
    """Keeps what is logged at ERROR and above."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _error_log() -> Iterator[ErrorLog]:
    log = ErrorLog()
    logging.getLogger().addHandler(log)
    yield log
    logging.getLogger().removeHandler(log)


@pytest.fixture
def logged_errors(_error_log: ErrorLog) -> list[logging.LogRecord]:
    """What was logged as an error. A test that asks for it expects errors; in any other they fail the test."""
    return _error_log.records


@pytest.fixture(autouse=True)
def _no_error_unnoticed(request: pytest.FixtureRequest, _error_log: ErrorLog) -> Iterator[None]:
    yield
    if "logged_errors" not in request.fixturenames and _error_log.records:
        lines = "\n".join(f"{r.name}: {r.getMessage()}" for r in _error_log.records)
        pytest.fail(f"Errors were logged:\n{lines}", pytrace=False)


class NetworkReached(AssertionError):
    """A test tried to leave this machine."""


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Sockets reach this machine alone."""
    connect, connect_ex, resolve = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def is_here(host: object) -> bool:
        name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
        if name == "localhost":
            return True
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return False

    def guarded(original: Callable) -> Callable:
        def call(self: socket.socket, address: object) -> object:
            if self.family != socket.AF_UNIX and not is_here(address[0]):  # type: ignore[index]
                raise NetworkReached(f"A test connects to {address}.")
            return original(self, address)

        return call

    def guarded_resolve(host: object, *args: object, **kwargs: object) -> object:
        if not is_here(host):
            raise NetworkReached(f"A test looks up {host}.")
        return resolve(host, *args, **kwargs)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(connect))
        patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
        patch.setattr(socket, "getaddrinfo", guarded_resolve)
        yield


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:  # type: ignore[no-untyped-def]
    """A real SMTP server, and the settings that send mail through it."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    server.away()


@pytest.fixture
def checked(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """`checked("views", 41, floor=30)`: how much a test looked at, shown at the end of the run.

    Fewer than `floor` fails: a test that looks at nothing passes for ever.
    """

    def note(what: str, number: int, *, floor: int) -> None:
        record_property("checked", f"{number} {what}")
        assert number >= floor, f"Only {number} {what} were checked, fewer than {floor}."

    return note


@pytest.fixture
def cast(db: None) -> Cast:
    """The fixed cast: one person of each kind, two sections (see tests.factories)."""
    return make_cast()


@pytest.fixture
def as_person() -> Callable[..., Client]:
    """`as_person(cast.head)` is a client signed in as that person; `fresh=True`: just now, for a signature."""
    return sign_in
