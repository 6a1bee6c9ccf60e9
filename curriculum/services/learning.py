"""What a learner does in a module: open a part, and mark it as finished."""

from django.utils.translation import gettext as _

from curriculum.models import Bookmark, Completion, Edition
from curriculum.rules import progress
from curriculum.selectors.learning import locking_module, reading_of
from curriculum.signals import learned
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.locks import lock_all
from portal.common.time import now, today


def open_section(person: Person, *, edition: Edition, slug: str) -> None:
    """Store that the person stopped here. Writes only when the place differs.

    The first section of a newer edition carries over what was read and did not change. Refuses an unknown
    section (`unknown`) and a module whose prerequisite is not finished (`locked`).
    """
    _check_marked(edition, slug)
    if not Bookmark.objects.filter(person=person, edition=edition, stopped_at=slug).exists():
        refuse_if_locked(person, edition=edition)
        with recorded(by=person, why="Section opened"):
            bookmark = _bookmark(person, edition)
            bookmark.stopped_at = slug
            bookmark.save()


def mark_read(person: Person, *, edition: Edition, slug: str) -> str:
    """Store that a section is finished. Returns the slug of the part after it, or "" when it was the last.

    Idempotent. Refuses what `open_section` refuses.
    """
    _check_marked(edition, slug)
    refuse_if_locked(person, edition=edition)
    with recorded(by=person, why="Section read"):
        bookmark = _bookmark(person, edition)
        if slug not in bookmark.read:
            bookmark.read = [*bookmark.read, slug]
        bookmark.stopped_at = progress.stop_after(edition.parts, bookmark.read, slug)
        bookmark.save()
        return progress.next_after(edition.parts, slug)


def complete(person: Person, *, edition: Edition) -> None:
    """Store that the person finished this edition. Idempotent; trusts its caller, in whose transaction it runs."""
    if not Completion.objects.filter(person=person, edition=edition).exists():
        done = Completion(person=person, edition=edition, completed_at=now(), completed_on=today())
        done.save()
        learned.send(Completion, person=person, on=done.completed_on, by=person)


def _bookmark(person: Person, edition: Edition) -> Bookmark:
    """The person's bookmark in this edition, locked; a new one begins with what is carried over."""
    bookmark, _made = lock_all(Bookmark.objects.all()).get_or_create(
        person=person,
        edition=edition,
        defaults={"read": lambda: list(reading_of(person, edition))},
    )
    return bookmark


def _check_marked(edition: Edition, slug: str) -> None:
    if slug not in {part.slug for part in progress.marked_parts(edition.parts)}:
        raise Refusal(_("This module has no such section."), code="unknown")


def refuse_if_locked(person: Person, *, edition: Edition) -> None:
    """Refuse (`locked`) a module whose prerequisite the person has not finished."""
    first = locking_module(person, edition.module)
    if first is not None:
        raise Refusal(_("Finish “%(module)s” first.") % {"module": first.title}, code="locked")
