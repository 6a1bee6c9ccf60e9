"""Publishing: an immutable edition of a module, or of the expectations."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from curriculum.enums import Change
from curriculum.models import Course, Edition, ExpectationsEdition, Module
from curriculum.phrases.completeness import in_words
from curriculum.rules.completeness import Problem, problems
from curriculum.selectors.courses import has_begun, prerequisites_of, titles_of
from curriculum.services.courses import unretire_module
from curriculum.signals import published
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.locks import lock_all
from portal.common.signatures import fingerprint
from portal.common.time import now, today

NOTICE = "People have begun this course. Choose the day from which it asks for this module."


class Incomplete(Refusal):
    """The module could not be completed as it is; `problems` says at which fields, `message` is about the first."""

    def __init__(self, found: Sequence[Problem], message: str) -> None:
        super().__init__(message, code="incomplete", field=str(found[0].path[0]))
        self.problems = tuple(found)


def publish_edition(
    module: Module | str,
    *,
    title: str,
    summary: str,
    outcomes: Sequence[str],
    sources: Sequence[str],
    competences: Sequence[str],
    minutes: int | None,
    pass_mark: int | None,
    sections: Sequence[Mapping[str, Any]],
    questions: Sequence[Mapping[str, Any]],
    change: str = Change.MATERIAL,
    change_note: str = "",
    due_on: dt.date | None = None,
    by: Person | None,
) -> Edition:
    """Publish a module (or its slug): make its next edition, or return the newest if it says exactly this.

    The first edition is material: from `due_on` (default today, and needed once people have begun the course) the course
    asks for the module. A retired one comes back, asked for from `due_on`. Refuses what could not be completed
    (`Incomplete`, code `incomplete`), a module that does not exist (`unknown`), a material change without a note
    (`change_note`) or with no date from today on (`due_on`).
    """
    content = {
        "title": title.strip(),
        "summary": summary.strip(),
        "outcomes": list(outcomes),
        "sources": list(sources),
        "competences": list(competences),
        "minutes": minutes,
        "pass_mark": pass_mark,
        "sections": [dict(section) for section in sections],
        "questions": [dict(question) for question in questions],
    }
    with recorded(by=by, why="Edition published"):
        locked = _brought_back(module, content, due_on, by)
        newest = locked.editions.order_by("number").last()
        digest = content_hash(content)
        if newest is not None and newest.content_hash == digest:
            return newest
        what = _what_changed(newest, change, change_note, _with_notice(newest, locked, due_on))
        said = {**content, **what, **_published_now(by)}
        edition = Edition.objects.create(module=locked, content_hash=digest, **said)
        published.send(Edition, edition=edition)
        return edition


def publish_expectations(
    *,
    title: str,
    intro: str,
    items: Sequence[str],
    meaning: str,
    change: str = Change.MATERIAL,
    change_note: str = "",
    due_on: dt.date | None = None,
    by: Person | None,
) -> ExpectationsEdition:
    """Publish the expectations: make their next edition, or return the newest if it says exactly this.

    What is said of the change follows the rules of `publish_edition`. Refuses an empty text (`empty`, with the field).
    """
    content = {
        "title": title.strip(),
        "intro": intro.strip(),
        "items": [item.strip() for item in items if item.strip()],
        "meaning": meaning.strip(),
    }
    for field, value in content.items():
        if not value:
            raise Refusal("Write something here: it is signed.", code="empty", field=field)
    with recorded(by=by, why="Expectations published"):
        _lock_expectations()
        newest = ExpectationsEdition.objects.order_by("number").last()
        digest = content_hash(content)
        if newest is not None and newest.content_hash == digest:
            return newest
        what = _what_changed(newest, change, change_note, due_on)
        edition = ExpectationsEdition(**content, **what, **_published_now(by), content_hash=digest)
        edition.save()
        published.send(ExpectationsEdition, edition=edition)
        return edition


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 over the content as canonical JSON: keys sorted, no spaces, letters as they are."""
    return fingerprint(
        json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    )


def _brought_back(
    module: Module | str, content: Mapping[str, Any], due_on: dt.date | None, by: Person | None
) -> Module:
    """The module's row, locked, with a content that can be completed; in the course again if it was retired."""
    locked = _lock(module)
    _check_completable(locked, content)
    unretire_module(locked, by=by, asked_from=due_on)
    return locked


def _lock(module: Module | str) -> Module:
    """The module's row, locked: editions are numbered one after another."""
    rows = lock_all(Module.objects.select_related("course"))
    slug = module.slug if isinstance(module, Module) else module
    locked = rows.filter(slug=slug).first()
    if locked is None:
        raise Refusal(f"There is no module “{slug}”.", code="unknown")
    return locked


def _lock_expectations() -> None:
    """Expectations belong to no module: the first course's row stands for the program's texts."""
    lock_all(Course.objects.order_by("pk")).first()


def _check_completable(module: Module, content: Mapping[str, Any]) -> None:
    asked = ("title", "summary", "minutes", "pass_mark", "sections", "questions")
    found = problems(
        **{name: content[name] for name in asked},
        module=module.slug,
        prerequisites=prerequisites_of(module.course),
        titles=titles_of(module.course),
    )
    if found:
        raise Incomplete(found, in_words(found[0]))


def _with_notice(newest: Edition | None, of: Module, due_on: dt.date | None) -> dt.date | None:
    """The day that was given. Nobody becomes unfinished overnight: a new module on people's way must say from when."""
    if newest is None and due_on is None and has_begun(of.course):
        raise Refusal(NOTICE, code="due_on", field="due_on")
    return due_on


def _what_changed(
    newest: Edition | ExpectationsEdition | None,
    change: str,
    change_note: str,
    due_on: dt.date | None,
) -> dict[str, Any]:
    if newest is None:
        return {
            "number": 1,
            "change": Change.MATERIAL,
            "change_note": "",
            "due_on": _not_past(due_on or today()),
        }
    number, note = newest.number + 1, change_note.strip()
    if change == Change.MINOR:
        return {"number": number, "change": Change.MINOR, "change_note": note, "due_on": None}
    if change != Change.MATERIAL:
        raise Refusal("Say whether the change is minor or material.", code="change", field="change")
    if not note:
        raise Refusal(
            "Say in one sentence what changed: people who must look again read it.",
            code="change_note",
            field="change_note",
        )
    return {
        "number": number,
        "change": Change.MATERIAL,
        "change_note": note,
        "due_on": _not_past(due_on),
    }


def _not_past(due_on: dt.date | None) -> dt.date:
    if due_on is None or due_on < today():
        raise Refusal(
            "Choose the day by which people look again, today or later.",
            code="due_on",
            field="due_on",
        )
    return due_on


def _published_now(by: Person | None) -> dict[str, Any]:
    return {"published_at": now(), "published_on": today(), "published_by": by}
