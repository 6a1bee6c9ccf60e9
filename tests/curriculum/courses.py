"""Modules and editions for tests, published through the services."""

import datetime as dt
import itertools
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from curriculum.content import ModuleContent
from curriculum.enums import Change
from curriculum.models import Attempt, Course, Edition, ExpectationsEdition, Module
from curriculum.rules.progress import marked_parts
from curriculum.selectors.learning import module_state
from curriculum.services.checks import submit_attempt
from curriculum.services.courses import ensure_course, ensure_module
from curriculum.services.editions import (
    FIRST,
    Publication,
    publish_edition,
    publish_expectations,
)
from curriculum.services.learning import mark_read
from portal.accounts.models import Person
from portal.common.time import today

_number = itertools.count(1)

SINGLE = {
    "id": "one",
    "kind": "single",
    "text": "What do you say first?",
    "hint": "",
    "feedback": "",
    "options": [
        {
            "id": "one-case",
            "text": "What happened?",
            "right": False,
            "feedback": "That is the case.",
        },
        {"id": "one-person", "text": "How are you?", "right": True, "feedback": "The person."},
    ],
}
MULTIPLE = {
    "id": "many",
    "kind": "multiple",
    "text": "What belongs into the conversation?",
    "hint": "More than one answer is right.",
    "feedback": "",
    "options": [
        {"id": "many-sleep", "text": "Sleep", "right": True, "feedback": "Ask about it."},
        {"id": "many-dose", "text": "Doses", "right": False, "feedback": "Ask quality."},
        {"id": "many-home", "text": "Home", "right": True, "feedback": "It matters."},
    ],
}
TRUE_FALSE = {
    "id": "truth",
    "kind": "true_false",
    "text": "You take notes.",
    "hint": "",
    "feedback": "",
    "options": [
        {"id": "truth-true", "text": "True", "right": False, "feedback": "Nothing is written."},
        {"id": "truth-false", "text": "False", "right": True, "feedback": "Nothing at all."},
    ],
}
ORDERING = {
    "id": "order",
    "kind": "ordering",
    "text": "Put these in order.",
    "hint": "",
    "feedback": "Privacy comes before anything is said.",
    "options": [
        {"id": "order-a", "text": "Find a room", "right": True, "feedback": ""},
        {"id": "order-b", "text": "Say the limits", "right": True, "feedback": ""},
        {"id": "order-c", "text": "Ask and listen", "right": True, "feedback": ""},
    ],
}
QUESTIONS = [SINGLE, MULTIPLE, TRUE_FALSE, ORDERING]
RIGHT = {
    "one": ["one-person"],
    "many": ["many-sleep", "many-home"],
    "truth": ["truth-false"],
    "order": ["order-a", "order-b", "order-c"],
}
SECTIONS = [
    {"slug": "first", "title": "First", "minutes": 2, "html": "<p>First text.</p>"},
    {"slug": "second", "title": "Second", "minutes": 3, "html": "<p>Second text.</p>"},
]
CONTENT: dict[str, Any] = {
    "title": "Why peer support",
    "summary": "What the event does to a colleague.",
    "outcomes": ["say what a peer can do"],
    "sources": ["Example D. A source. 2020."],
    "competences": ["COM07"],
    "minutes": 8,
    "pass_mark": 75,
    "sections": SECTIONS,
    "questions": QUESTIONS,
}


def make_course(
    slug: str = "foundational-education", title: str = "Foundational education"
) -> Course:
    """The course with this slug, made if there is none."""
    return ensure_course(slug, title=title, by=None)


def make_module(
    slug: str | None = None, *, prerequisite: Module | None = None, course: Course | None = None
) -> Module:
    """A module of the course, without an edition."""
    number = next(_number)
    slug = slug or f"module-{number}"
    course = course or make_course()
    return ensure_module(
        course,
        slug=slug,
        title=f"Title of {slug}",
        position=number,
        prerequisite=prerequisite,
        by=None,
    )


def content(**differing: Any) -> ModuleContent:
    """A whole module; say what differs from `CONTENT`. The check takes what the sections leave of the minutes."""
    said = {**CONTENT, **differing}
    left = (said["minutes"] or CONTENT["minutes"]) - sum(
        each["minutes"] for each in said["sections"]
    )
    return ModuleContent.from_json(
        {**said, "parts": parts(said["sections"], said["questions"], check_minutes=left)}
    )


def parts(
    sections: Sequence[Mapping[str, Any]],
    questions: Sequence[Mapping[str, Any]],
    *,
    check_minutes: int,
) -> list[dict[str, Any]]:
    """The parts of an edition as plain data: sections ("slug", "title", "minutes", "html"), then the check."""
    reading = [
        {
            "kind": "reading",
            "data": {"html": section["html"]},
            **{name: section[name] for name in ("slug", "title", "minutes")},
        }
        for section in sections
    ]
    check = {
        "slug": "check",
        "kind": "check",
        "title": "Knowledge check",
        "minutes": check_minutes,
        "data": {"questions": list(questions)},
    }
    return [*reading, check]


def publish(
    module: Module,
    by: Person | None = None,
    *,
    change: str = Change.MATERIAL,
    change_note: str = "",
    due_on: dt.date | str | None = "today, if it is the first",
    **differing: Any,
) -> Edition:
    """An edition of a module; say what differs from `CONTENT`. A first one is asked for from today on."""
    if isinstance(due_on, str):
        due_on = None if module.editions.exists() else today()
    whole = content(**{"title": module.title, **differing})
    said = Publication(change, change_note, due_on)
    return publish_edition(module, content=whole, said=said, by=by)


def make_edition(slug: str | None = None, **differing: Any) -> Edition:
    """The first edition of a new module."""
    return publish(make_module(slug), **differing)


def material(module: Module, due_on: dt.date, **differing: Any) -> Edition:
    """A material edition that is due on a day; its second section differs unless `sections` says otherwise."""
    changed = [SECTIONS[0], {**SECTIONS[1], "html": f"<p>Text {next(_number)}.</p>"}]
    said = {"change": "material", "change_note": "The second section is new.", "due_on": due_on}
    return publish(module, **{"sections": changed, **said, **differing})


def minor(module: Module, **differing: Any) -> Edition:
    """A minor edition: a word of the summary changed."""
    said = {"change": "minor", "summary": f"Said better, {next(_number)}."}
    return publish(module, **{**said, **differing})


def read_all(person: Person, edition: Edition) -> None:
    for part in marked_parts(edition.parts):
        mark_read(person, edition=edition, slug=part.slug)


def attempt(person: Person, edition: Edition, **answers: list[str]) -> Attempt:
    """Read everything and answer the check; right, unless said otherwise."""
    read_all(person, edition)
    return submit_attempt(person, edition=edition, token=uuid.uuid4(), answers={**RIGHT, **answers})


def finish(person: Person, edition: Edition) -> Attempt:
    """Read and pass."""
    return attempt(person, edition)


def state_of(person: Person, edition: Edition) -> Any:
    return module_state(person, edition.module.slug)


def make_expectations(
    title: str = "Expectations", said: Publication = FIRST
) -> ExpectationsEdition:
    return publish_expectations(
        title=title,
        intro="I undertake:",
        items=["I attend.", "I listen."],
        meaning="I accept these expectations.",
        said=said,
        by=None,
    )
