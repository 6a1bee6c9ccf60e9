"""What writes cost beside a view that inserts one row. Each is sent as a person would send it, once."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from tests.bench.client import Answer, Visitor
from tests.bench.forms import answered, form_with, marked
from tests.bench.pages import MEASURE, Cost, cost_of

INSERT, INSERT_TITLE = "/bare-insert/", "A view that inserts a row"
WRITE = "write"
WARM_UP = 20
SIGNATURES = 12
REDIRECT = 302
READ, SIGN_UP, ATTEMPT = "Mark read", "Sign-up", "Attempt that completes"
ATTENDANCE, SIGNATURE = "Attendance mark", "Signature"


class Writes:
    """Sends each write right after the measure, and notes both."""

    def __init__(self, measure: Visitor) -> None:
        self.measure = measure
        self.answers: dict[str, list[Answer]] = defaultdict(list)
        self.bare: dict[str, list[Answer]] = defaultdict(list)

    def send(
        self, what: str, visitor: Visitor, path: str, fields: list[tuple[str, str]] | None = None
    ) -> str:
        """Where the answer leads; ends with a message where it does not lead anywhere, for then nothing was written."""
        self.bare[what].append(self.measure.post(INSERT))
        answer = visitor.post(path, fields)
        if answer.status != REDIRECT:
            raise SystemExit(f"{what}: {path} answered {answer.status}.")
        self.answers[what].append(answer)
        return answer.location

    def costs(self) -> dict[str, Cost]:
        """What each kind of write cost, the measure first."""
        measure = [answer for answers in self.bare.values() for answer in answers]
        return {INSERT_TITLE: cost_of(MEASURE, measure, measure)} | {
            what: cost_of(WRITE, answers, self.bare[what]) for what, answers in self.answers.items()
        }


def measured_writes(
    found: dict[str, Any], visitors: dict[str, Visitor], learners: list[Visitor]
) -> dict[str, Cost]:
    """Every kind of write, as often as there are people whom it can be about."""
    writes = Writes(visitors["supporter"])
    for _ in range(WARM_UP):
        writes.measure.post(INSERT)
    for learner in learners:
        _learn(writes, learner, found["answers"])
        writes.send(SIGN_UP, learner, f"/sessions/{found['coming']}/sign-up/")
    _mark(writes, visitors["facilitator"], f"/sessions/{found['roster']}/roster/")
    _sign(writes, visitors["leader"])
    return writes.costs()


def _learn(writes: Writes, learner: Visitor, answers: dict[str, list[list[str]]]) -> None:
    """Through the first module of the course: every section, then the check without a mistake."""
    training = learner.get("/training/").text
    module = next(
        path
        for path in re.findall(r'href="(/training/[\w-]+/)[\w-]*/?"', training)
        if path.split("/")[2] in answers
    )
    at = _first_section(learner, module)
    while not at.endswith("/check/"):
        form = form_with(learner.get(at).text, "edition")
        at = writes.send(READ, learner, at, form.fields() if form else [])
    form = form_with(learner.get(at).text, "token")
    if form is None:
        raise SystemExit(f"{at} has no form.")
    writes.send(ATTEMPT, learner, at, answered(form, answers[module.split("/")[2]]))


def _first_section(learner: Visitor, module: str) -> str:
    page = learner.get(module)
    if page.location:
        return page.location
    sections = re.findall(rf'href="({module}[\w-]+/)"', page.text)
    return str(sections[0])


def _mark(writes: Writes, facilitator: Visitor, path: str) -> None:
    while True:
        form = form_with(facilitator.get(path).text, "-outcome")
        if form is None:
            raise SystemExit("The roster has no form.")
        before = form.fields()
        fields = marked(form, "attended")
        if fields == before:
            return
        writes.send(ATTENDANCE, facilitator, path, fields)


def _sign(writes: Writes, leader: Visitor) -> None:
    for path in islice(_to_endorse(leader), SIGNATURES):
        form = form_with(leader.get(path).text, "printed_name")
        if form is None:
            continue
        # Their own name, as the hint tells it.
        form.named("printed_name")[0].value = "Dana Example"
        writes.send(SIGNATURE, leader, path, form.fields())


def _to_endorse(leader: Visitor) -> Iterator[str]:
    """Addresses at which an endorsement waits, as the leader's pages link them, one page after another."""
    path: str | None = "/endorsements/"
    while path:
        page = leader.get(path).text
        yield from dict.fromkeys(re.findall(r'href="(/endorsements/\d+/endorse/)"', page))
        following = re.search(r'rel="next" href="(\?page=\d+)"', page)
        path = f"/endorsements/{following[1]}" if following else None
