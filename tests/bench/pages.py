"""What pages cost beside the bare page."""

import re
import statistics
from dataclasses import asdict, dataclass
from typing import Any

from tests.bench.client import Answer, Site, Visitor

BARE, BARE_TITLE = "/bare/", "A bare Wagtail page"
LIST, LEARNER, MEASURE = "list", "learner", "measure"
OK = 200
# Pairs of the measure and a page: until so many seconds of the processor are spent, but never fewer or more.
FEWEST, MOST, SECONDS = 3, 30, 3.0
WARM_UP = 40


@dataclass(frozen=True)
class Page:
    title: str
    kind: str
    who: str
    path: str


LISTS = [
    Page("Directory", LIST, "supporter", "/supporters/"),
    Page("Directory, last page", LIST, "supporter", "/supporters/?page=999999"),
    Page("Program", LIST, "coordinator", "/program/"),
    Page("Program, a section", LIST, "coordinator", "/program/?section=critical-care"),
    Page("Program, a standing", LIST, "coordinator", "/program/?standing=active"),
    Page("Program, a name", LIST, "coordinator", "/program/?name=cedar"),
    Page("Program, last page", LIST, "coordinator", "/program/?page=999999"),
    Page("Endorsements", LIST, "leader", "/endorsements/"),
    Page("Sessions, facilitator", LIST, "facilitator", "/sessions/"),
    Page("Sessions, supporter", LIST, "supporter", "/sessions/"),
]


@dataclass(frozen=True)
class Cost:
    """Of one page or write: the median in milliseconds and in units of the measure, statements, bytes."""

    kind: str
    ms: float
    ratio: float
    statements: int
    bytes: int
    times: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def cost_of(kind: str, answers: list[Answer], bare: list[Answer]) -> Cost:
    """The medians, which a disturbance of a few requests does not move."""
    cpu = statistics.median(answer.cpu for answer in answers)
    return Cost(
        kind,
        cpu * 1000,
        cpu / statistics.median(answer.cpu for answer in bare),
        answers[-1].statements,
        len(answers[-1].body),
        len(answers),
    )


def pages_of(visitors: dict[str, Visitor]) -> list[Page]:
    """The lists, and the pages of a supporter in the middle of the training and of an active one."""
    module, section = _where_they_are(visitors["supporter"])
    return [
        *LISTS,
        Page("My path, in training", LEARNER, "supporter", "/my/"),
        Page("My path, active", LEARNER, "active", "/my/"),
        Page("Training", LEARNER, "supporter", "/training/"),
        Page("A module", LEARNER, "supporter", f"{module}?about"),
        Page("A section", LEARNER, "supporter", section),
    ]


def _where_they_are(visitor: Visitor) -> tuple[str, str]:
    """A module that they have begun, and the section at which its address goes on."""
    training = visitor.get("/training/").text
    for module in dict.fromkeys(re.findall(r'href="(/training/[\w-]+/)"', training)):
        section = visitor.get(module).location
        if section:
            return module, section
    raise SystemExit("The supporter of the demonstration is in the middle of no module.")


def measured_pages(site: Site, visitors: dict[str, Visitor]) -> dict[str, Cost | None]:
    """Every page in turn; None for a page that this portal does not have."""
    measure = visitors["supporter"]
    for _ in range(WARM_UP):
        _whole(measure.get(BARE))
    pages = [Page(BARE_TITLE, MEASURE, "supporter", BARE), *pages_of(visitors)]
    return {page.title: _measured(page, visitors[page.who], measure) for page in pages}


def _measured(page: Page, visitor: Visitor, measure: Visitor) -> Cost | None:
    if visitor.get(page.path).status != OK:
        return None
    visitor.get(page.path)
    answers: list[Answer] = []
    bare: list[Answer] = []
    while len(answers) < FEWEST or (
        len(answers) < MOST and sum(answer.cpu for answer in answers) < SECONDS
    ):
        bare.append(_whole(measure.get(BARE)))
        answers.append(_whole(visitor.get(page.path)))
    return cost_of(page.kind, answers, bare)


def _whole(answer: Answer) -> Answer:
    if answer.status != OK:
        raise SystemExit(f"A page that was there answers {answer.status} now.")
    return answer
