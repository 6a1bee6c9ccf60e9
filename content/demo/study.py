"""How the demonstration's people learn: they read every section, and answer rightly or not."""

import uuid
from collections.abc import Mapping
from typing import Any

from curriculum.models import Edition
from curriculum.rules.parts.check import questions_of
from curriculum.rules.progress import marked_parts
from curriculum.rules.questions import question_kinds
from curriculum.selectors.courses import newest_editions
from curriculum.services.checks import submit_attempt
from curriculum.services.learning import mark_read, open_section
from portal.accounts.models import Person


def whole_course() -> list[Edition]:
    """The newest edition of every module, in the course's order."""
    return list(newest_editions())


def finish(person: Person, edition: Edition, *, fails_first: bool) -> None:
    """Read a module and pass its check, at the second try where `fails_first`."""
    for part in marked_parts(edition.parts):
        mark_read(person, edition=edition, slug=part.slug)
    if fails_first:
        submit_attempt(
            person, edition=edition, token=uuid.uuid4(), answers=_answers(edition, wrong=True)
        )
    submit_attempt(person, edition=edition, token=uuid.uuid4(), answers=_answers(edition))


def read_half(person: Person, edition: Edition) -> None:
    """Read the first half of a module, and stop in the section after it."""
    sections = marked_parts(edition.parts)
    half = len(sections) // 2
    for section in sections[:half]:
        mark_read(person, edition=edition, slug=section.slug)
    open_section(person, edition=edition, slug=sections[half].slug)


# Two wrong answers fail every check.
_MISSED = 2


def _answers(edition: Edition, *, wrong: bool = False) -> dict[str, list[str]]:
    return {
        question["id"]: _answer(question, wrong and number < _MISSED)
        for number, question in enumerate(questions_of(edition.parts))
    }


def _answer(question: Mapping[str, Any], wrong: bool) -> list[str]:
    kind, options = question_kinds()[question["kind"]], question["options"]
    return kind.wrong_answer(options) if wrong else kind.right_answer(options)
