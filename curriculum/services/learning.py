"""What a learner does: opens a section, finishes it, answers the knowledge check."""

import uuid
from collections.abc import Mapping, Sequence

from curriculum.models import Attempt, Bookmark, Completion, Edition
from curriculum.rules.grading import grade, is_answered
from curriculum.selectors.learning import locking_module, reading_of
from curriculum.signals import learned
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.locks import lock, lock_all
from portal.common.time import now, today


def open_section(person: Person, edition: Edition, slug: str) -> None:
    """Note that the person stopped here; writes only when the place differs.

    The first section of a newer edition carries over what was read and did not change. Refuses an unknown
    section (`unknown`) and a module whose prerequisite is not finished (`locked`).
    """
    _slugs(edition, slug)
    if not Bookmark.objects.filter(person=person, edition=edition, stopped_at=slug).exists():
        _refuse_if_locked(person, edition)
        with recorded(by=person, why="Section opened"):
            bookmark = _bookmark(person, edition)
            bookmark.stopped_at = slug
            bookmark.save()


def mark_read(person: Person, edition: Edition, slug: str) -> str:
    """Note that a section is finished; returns the slug of the next one, or "" when it was the last.

    Doing it twice changes nothing. Refuses what `open_section` refuses.
    """
    slugs = _slugs(edition, slug)
    _refuse_if_locked(person, edition)
    with recorded(by=person, why="Section read"):
        bookmark = _bookmark(person, edition)
        following = slugs[slugs.index(slug) + 1 :]
        unread = [each for each in slugs if each not in bookmark.read and each != slug]
        if slug not in bookmark.read:
            bookmark.read = [*bookmark.read, slug]
        bookmark.stopped_at = (following or unread or [""])[0]
        bookmark.save()
        return str(following[0]) if following else ""


def submit_attempt(
    person: Person,
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
        _refuse_if_locked(person, edition)
        _refuse_unless_read(person, edition)
        _refuse_unless_answered(edition, answers)
        result = grade(edition.questions, answers)
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
            _complete(person, edition)
        return attempt


def _complete(person: Person, edition: Edition) -> None:
    if not Completion.objects.filter(person=person, edition=edition).exists():
        Completion(person=person, edition=edition, completed_at=now(), completed_on=today()).save()
        learned.send(Completion, person=person, by=person)


def _bookmark(person: Person, edition: Edition) -> Bookmark:
    """The person's bookmark in this edition, locked; a new one begins with what is carried over."""
    Bookmark.objects.get_or_create(
        person=person,
        edition=edition,
        defaults={"read": list(reading_of(person, edition))},
    )
    return lock_all(Bookmark.objects.filter(person=person, edition=edition)).get()


def _slugs(edition: Edition, slug: str) -> list[str]:
    slugs = [str(section["slug"]) for section in edition.sections]
    if slug not in slugs:
        raise Refusal("This module has no such section.", code="unknown")
    return slugs


def _refuse_if_locked(person: Person, edition: Edition) -> None:
    first = locking_module(person, edition.module)
    if first is not None:
        raise Refusal(f"Finish “{first.title}” first.", code="locked")


def _refuse_unless_read(person: Person, edition: Edition) -> None:
    read = reading_of(person, edition)
    unread = [section["title"] for section in edition.sections if section["slug"] not in read]
    if unread:
        raise Refusal(
            f"Read “{unread[0]}” first: the check opens when every section is read.", code="unread"
        )


def _refuse_unless_answered(edition: Edition, answers: Mapping[str, Sequence[str]]) -> None:
    if not is_answered(edition.questions, answers):
        raise Refusal("Answer every question of the check, and no other.", code="answers")
