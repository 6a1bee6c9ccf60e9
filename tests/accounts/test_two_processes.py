"""Sign-in over two real server processes on one database: limits are shared, and outlast a restart."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.db import connection

from portal.accounts.limits import FREE_TRIES
from tests.accounts.test_limits import MISMATCH, wait
from tests.factories import PASSWORD, make_person

pytestmark = [pytest.mark.real_time, pytest.mark.django_db(transaction=True)]
LOGIN = "/accounts/login/"
HOSPITAL, HOME = "127.0.0.1", "127.0.0.2"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def database_url() -> str:
    """The database of this test, as DATABASE_URL names it to another process."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


class Server:
    """A web server like that of production, on a port of its own."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind((HOSPITAL, 0))
            self.port = int(probe.getsockname()[1])
        command = [
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--host",
            HOSPITAL,
            "--log-level",
            "error",
        ]
        self.process = subprocess.Popen(
            [sys.executable, *command, "--port", str(self.port), "portal.wsgi:application"],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "portal.settings.test",
                "DATABASE_URL": database_url(),
            },
        )
        self._wait()

    def sign_in(self, network: str, email: str, password: str = PASSWORD) -> str:
        """ "in", or what the page says is wrong."""
        _, headers, page = self._ask(network, "GET")
        token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        fields = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
        cookie = headers["Set-Cookie"].partition(";")[0]
        status, _, page = self._ask(network, "POST", urlencode(fields), {**FORM, "Cookie": cookie})
        if status == 302:
            return "in"
        summary = re.search(
            r"error-summary__list.*?<li>\s*(?:<a[^>]*>)?\s*([^<]+?)\s*<", page, re.S
        )
        assert summary is not None, page
        return summary[1]

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def _ask(self, network: str, method: str, body: str = "", headers: dict | None = None):  # type: ignore[no-untyped-def]
        client = HTTPConnection(HOSPITAL, self.port, timeout=60, source_address=(network, 0))
        client.request(method, LOGIN, body, headers or {})
        answer = client.getresponse()
        told = (answer.status, answer.headers, answer.read().decode())
        client.close()
        return told

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                return socket.create_connection((HOSPITAL, self.port), timeout=1).close()
            except OSError:
                assert self.process.poll() is None, "The web server ended."
                assert time.monotonic() < deadline, "The web server does not answer."
                time.sleep(0.1)


@pytest.fixture
def serve() -> Iterator[Callable[[], Server]]:
    started: list[Server] = []

    def start() -> Server:
        started.append(Server())
        return started[-1]

    yield start
    for server in started:
        server.end()


def test_two_processes_count_together_and_a_restart_forgets_nothing(serve) -> None:  # type: ignore[no-untyped-def]
    one, other = serve(), serve()
    person, colleague = make_person(), make_person()
    told = [
        (one, other)[number % 2].sign_in(HOSPITAL, person.email, "not the phrase")
        for number in range(FREE_TRIES)
    ]
    assert told == [MISMATCH] * FREE_TRIES
    for server in (one, other):
        assert server.sign_in(HOSPITAL, person.email) == wait(1)
        assert server.sign_in(HOME, person.email) == "in"
        assert server.sign_in(HOSPITAL, colleague.email) == "in"
    one.end()
    again = serve()
    assert again.sign_in(HOSPITAL, person.email) == wait(1)
    # A room of thirty, and right passwords alone.
    assert {again.sign_in(HOSPITAL, colleague.email) for _ in range(31)} == {"in"}
