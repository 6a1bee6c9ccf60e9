"""Answering the knowledge check of a module."""

import uuid
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from curriculum.models import Attempt, Edition
from curriculum.rules import progress
from curriculum.rules.grading import grade, is_answered
from curriculum.rules.parts.check import questions_of
from curriculum.selectors.learning import reading_of
from curriculum.services.learning import complete, refuse_if_locked
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.locks import lock
from portal.common.time import now


def submit_attempt(
    person: Person,
    *,
    edition: Edition,
    token: uuid.UUID,
    answers: Mapping[str, Sequence[str]],
) -> Attempt:
    """Grade the check on the edition that was shown; passed for the first time, it completes that edition.

    `answers`: {question id: option ids, as chosen or as ordered}. The same token again returns the attempt that it
    made. Refuses while the module is locked (`locked`) or a section is unread (`unread`), and answers that are
    missing or of another check (`answers`).
    """
    with recorded(by=person, why="Knowledge check answered"):
        lock(person)
        before = Attempt.objects.filter(person=person, token=token).first()
        if before is not None:
            return before
        refuse_if_locked(person, edition=edition)
        _refuse_unless_read(person, edition)
        _refuse_unless_answered(edition, answers)
        result = grade(questions_of(edition.parts), answers)
        attempt = Attempt(
            person=person,
            edition=edition,
            token=token,
            answers={question: list(chosen) for question, chosen in answers.items()},
            wrong=list(result.wrong),
            score=result.score,
            passed=result.passes(edition.pass_mark),
            graded_at=now(),
        )
        attempt.save()
        if attempt.passed:
            complete(person, edition=edition)
        return attempt


def _refuse_unless_read(person: Person, edition: Edition) -> None:
    marked = progress.marked_parts(edition.parts)
    unread = progress.unfinished(marked, reading_of(person, edition))
    if unread:
        raise Refusal(
            _("Read “%(section)s” first: the check opens when every section is read.")
            % {"section": unread[0].title},
            code="unread",
        )


def _refuse_unless_answered(edition: Edition, answers: Mapping[str, Sequence[str]]) -> None:
    if not is_answered(questions_of(edition.parts), answers):
        raise Refusal(_("Answer every question of the check, and no other."), code="answers")
