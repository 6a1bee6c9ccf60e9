"""How far a person is: the course as a list, one module, and their own attempts.

Attempts and bookmarks are private: every function takes their owner and returns nobody else's.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet

from curriculum.content import Part
from curriculum.enums import ModuleStatus
from curriculum.models import Attempt, Bookmark, Completion, Edition, Module
from curriculum.rules import progress
from curriculum.rules.progress import Published
from curriculum.selectors.courses import editions_in_the_course, newest_editions
from portal.accounts.models import Person
from portal.common.time import today

# What still counts for the certificate.
COUNTS = {ModuleStatus.DONE, ModuleStatus.LOOK_AGAIN}
# What a list of modules does not show.
LONG = ("outcomes", "sources", "competences")


class OutlinedPart(NamedTuple):
    """A part as one line of a module's outline."""

    part: Part
    is_done: bool


@dataclass(frozen=True, slots=True)
class ModuleState:
    """One module of the course as one person finds it; `edition` is the newest.

    `read`: slugs of the parts that were marked, those carried over from an older edition included. `changes`: what
    changed since the edition that the person finished, or else read last. `locked_by`: the module to finish first.
    """

    edition: Edition
    status: ModuleStatus
    due_on: dt.date | None
    read: tuple[str, ...]
    stopped_at: str
    touched_at: dt.datetime | None
    finished_on: dt.date | None
    changes: tuple[str, ...]
    locked_by: Module | None

    @property
    def module(self) -> Module:
        return self.edition.module

    @property
    def marked_parts(self) -> list[Part]:
        """The parts that people mark as finished, in their order."""
        return progress.marked_parts(self.edition.parts)

    @property
    def outline(self) -> list[OutlinedPart]:
        """The parts in their order, each with whether it is done."""
        return [OutlinedPart(part, part not in self._unfinished) for part in self.edition.parts]

    @property
    def unread(self) -> list[Part]:
        """The parts that the person has not marked yet."""
        return progress.unfinished(self.marked_parts, self.read)

    @property
    def _unfinished(self) -> list[Part]:
        return self.unread if self.is_done else progress.unfinished(self.edition.parts, self.read)

    @property
    def counts(self) -> bool:
        return self.status in COUNTS

    @property
    def is_done(self) -> bool:
        """Whether the person finished it and has nothing to look at again."""
        return self.status == ModuleStatus.DONE

    @property
    def minutes_left(self) -> int:
        if self.is_done:
            return 0
        return progress.minutes_left(self.edition.parts, self.read)

    @property
    def resume_at(self) -> str:
        """The part (slug) to go on with: where the person stopped, else the first that is not finished."""
        return progress.resume_at(self.edition.parts, self.read, self.stopped_at)


@dataclass(frozen=True, slots=True)
class _Past:
    """What a person did, by module: editions finished (number → date) and bookmarks, the newest first."""

    finished: dict[int, dict[int, dt.date]]
    bookmarks: dict[int, list[Bookmark]]


def course_states(person: Person) -> list[ModuleState]:
    """Every module that the course has today, in its order: four statements, however many there are.

    One more where the person read an edition that is no longer the newest.
    """
    return _states(person, list(newest_editions().defer(*LONG)))


def module_state(person: Person, slug: str) -> ModuleState | None:
    """One module as a person finds it; None when the course has no such module, or none published.

    Four statements, and one more each where an older edition was read, and where an unfinished prerequisite must
    be asked for.
    """
    found = _states(person, list(newest_editions().filter(module__slug=slug)))
    return found[0] if found else None


def next_module(states: list[ModuleState]) -> ModuleState | None:
    """What to do next: what was begun (touched last), else what no longer counts, is new, or has changed."""
    open_ones = [
        state for state in states if state.locked_by is None and state.status != ModuleStatus.DONE
    ]
    begun = [state for state in open_ones if state.status == ModuleStatus.STARTED]
    if begun:
        return max(begun, key=lambda state: str(state.touched_at))
    return next((s for s in open_ones if not s.counts), open_ones[0] if open_ones else None)


def reading_of(person: Person, edition: Edition) -> tuple[str, ...]:
    """The parts of an edition that a person need not mark (again), carried over where it has no bookmark yet."""
    bookmarks = Bookmark.objects.filter(
        person=person, edition__module=edition.module_id, edition__number__lte=edition.number
    )
    return _read(edition, list(bookmarks.select_related("edition").order_by("-edition__number")))


def published_numbers(module: Module) -> list[Published]:
    """The list of a module's editions, the oldest first."""
    return _published([module.pk])[module.pk]


def edition_shown(slug: str, edition_id: int) -> Edition | None:
    """An edition of a module that the course has today, by the module's slug, with the number of the `newest`.

    None for another module's. One statement.
    """
    shown = editions_in_the_course().filter(module__slug=slug, pk=edition_id)
    return shown.select_related("module").first()


def own_attempts(person: Person) -> QuerySet[Attempt]:
    """A person's own attempts, with edition and module."""
    return Attempt.objects.filter(person=person).select_related("edition__module")


def locking_module(person: Person, module: Module) -> Module | None:
    """The module that this person must finish first; None when this one is open.

    Any edition of the prerequisite will do: people who finished it once are not locked out by its next edition. Nor are
    people who finished this module before it had a prerequisite. A retired prerequisite locks nothing.
    """
    before = module.prerequisite_id
    if before is None:
        return None
    if Completion.objects.filter(person=person, edition__module__in=[before, module.pk]).exists():
        return None
    return _published_module(before)


def _states(person: Person, editions: list[Edition]) -> list[ModuleState]:
    if not editions:
        return []
    published = _published([edition.module_id for edition in editions])
    past = _past(person, editions)
    modules = {edition.module_id: edition.module for edition in editions}
    states = []
    for edition in editions:
        before = edition.module.prerequisite_id
        locked_by = None
        if before is not None and not {before, edition.module_id} & past.finished.keys():
            alone = len(editions) == 1
            locked_by = _published_module(before) if alone else modules.get(before)
        states.append(_state(edition, published[edition.module_id], past, locked_by))
    return states


def _state(
    edition: Edition, published: list[Published], past: _Past, locked_by: Module | None
) -> ModuleState:
    finished = past.finished.get(edition.module_id, {})
    bookmarks = past.bookmarks.get(edition.module_id, [])
    last = bookmarks[0] if bookmarks else None
    known = max(finished, default=last.edition.number if last else edition.number)
    found = progress.status_on(today(), published, finished, begun=last is not None)
    return ModuleState(
        edition=edition,
        status=found.status,
        due_on=found.due_on,
        read=_read(edition, bookmarks),
        stopped_at=last.stopped_at if last else "",
        touched_at=last.updated_at if last else None,
        finished_on=finished[max(finished)] if finished else None,
        changes=tuple(progress.notes_since(known, published)),
        locked_by=locked_by,
    )


def _read(edition: Edition, bookmarks: list[Bookmark]) -> tuple[str, ...]:
    if not bookmarks:
        return ()
    last = bookmarks[0]
    if last.edition_id == edition.pk:
        return tuple(part.slug for part in edition.parts if part.slug in last.read)
    return progress.carried_over(last.read, last.edition.parts, edition.parts)


def _published(modules: list[int]) -> dict[int, list[Published]]:
    found: dict[int, list[Published]] = defaultdict(list)
    for module, *row in _numbers(modules):
        found[module].append(Published(*row))
    return found


def _past(person: Person, editions: list[Edition]) -> _Past:
    """Completions of all modules, because of prerequisites, and bookmarks of these."""
    finished: dict[int, dict[int, dt.date]] = defaultdict(dict)
    for module, number, on in _completions(person):
        finished[module][number] = on
    bookmarks: dict[int, list[Bookmark]] = defaultdict(list)
    for bookmark in _bookmarks(person, [edition.module_id for edition in editions]):
        bookmarks[bookmark.edition.module_id].append(bookmark)
    newest = {edition.pk for edition in editions}
    last = (found[0].edition for found in bookmarks.values())
    _load_parts([edition for edition in last if edition.pk not in newest])
    return _Past(dict(finished), bookmarks)


def _load_parts(older: list[Edition]) -> None:
    """Load the text of editions that were read before the newest, to see what of it did not change."""
    if older:
        texts = Edition.objects.only("parts").in_bulk([edition.pk for edition in older])
        for edition in older:
            edition.parts = texts[edition.pk].parts


def _numbers(modules: list[int]) -> QuerySet[Edition, Any]:
    rows = Edition.objects.filter(module__in=modules).order_by("number")
    return rows.values_list("module", "number", "change", "due_on", "change_note")


def _completions(person: Person) -> QuerySet[Completion, Any]:
    rows = Completion.objects.filter(person=person).order_by()
    return rows.values_list("edition__module", "edition__number", "completed_on")


def _bookmarks(person: Person, modules: list[int]) -> QuerySet[Bookmark]:
    return (
        Bookmark.objects.filter(person=person, edition__module__in=modules)
        .select_related("edition")
        .only("read", "stopped_at", "updated_at", "edition__module", "edition__number")
        .order_by("-edition__number")
    )


def _published_module(module: int) -> Module | None:
    edition = newest_editions().filter(module=module).only("module").first()
    return edition.module if edition else None
