"""Asks for pages and sends forms, and reads what each request kept the processors busy for."""

import http.client
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.bench.measured.meter import Meter
from tests.bench.server import HOST

# A cookie and a field that are equal are what Django asks for.
TOKEN = "m" * 32
STATEMENTS = "X-Statements"
# A list of an older checkout takes its time.
TIMEOUT = 600


@dataclass(frozen=True)
class Answer:
    """What came back, and what it cost in seconds of the processor."""

    status: int
    body: bytes
    location: str
    statements: int
    cpu: float

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    """Somebody's browser, as it were: `key` is the key of their session; all share one connection."""

    def __init__(self, site: "Site", key: str) -> None:
        self.site = site
        self.cookie = f"{site.cookie}={key}; csrftoken={TOKEN}"

    def get(self, path: str) -> Answer:
        return self.site.ask("GET", path, self.cookie)

    def post(self, path: str, fields: list[tuple[str, str]] | None = None) -> Answer:
        sent = [(name, value) for name, value in fields or [] if name != "csrfmiddlewaretoken"]
        return self.site.ask("POST", path, self.cookie, [*sent, ("csrfmiddlewaretoken", TOKEN)])


class Site:
    """A running server."""

    def __init__(self, port: int, meter: Meter, cookie: str) -> None:
        self.connection = http.client.HTTPConnection(HOST, port, timeout=TIMEOUT)
        self.meter = meter
        self.cookie = cookie

    def ask(
        self, method: str, path: str, cookie: str, fields: list[tuple[str, str]] | None = None
    ) -> Answer:
        """One request, and the answer when the whole of it is here; a redirect is not followed."""
        headers = {"Cookie": cookie}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        before = self.meter.read()
        self.connection.request(method, path, urlencode(fields or []) or None, headers)
        answer = self.connection.getresponse()
        body = answer.read()
        cpu = self.meter.read() - before
        location = answer.headers.get("Location", "")
        statements = int(answer.headers.get(STATEMENTS, 0))
        return Answer(answer.status, body, location, statements, cpu)
