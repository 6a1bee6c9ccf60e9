"""How far a person is with a module: editions, completions and a bookmark in, status and minutes out. Pure."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple

from curriculum.content import Part
from curriculum.enums import Change, ModuleStatus
from curriculum.rules.parts import kind_of


class Published(NamedTuple):
    """One entry in the list of a module's editions."""

    number: int
    change: str
    due_on: dt.date | None
    change_note: str


class Progress(NamedTuple):
    """The status, and the first day on which finished work no longer counts, if known."""

    status: ModuleStatus
    due_on: dt.date | None


def status_on(
    on: dt.date, editions: Sequence[Published], completed: Collection[int], *, begun: bool
) -> Progress:
    """Where somebody stands with a module on a date; `completed` are the numbers of finished editions.

    The gate counts the same way: a completion holds until the first later material edition is due.
    """
    if not completed:
        return Progress(ModuleStatus.STARTED if begun else ModuleStatus.NEW, None)
    due = replaced_on(max(completed), editions)
    if due is None:
        return Progress(ModuleStatus.DONE, None)
    return Progress(ModuleStatus.LOOK_AGAIN if on < due else ModuleStatus.OUTDATED, due)


def replaced_on(number: int, editions: Sequence[Published]) -> dt.date | None:
    """The date from which finishing edition `number` no longer counts; None while nothing replaces it."""
    later = (e.due_on for e in editions if e.number > number and e.change == Change.MATERIAL)
    return min((due for due in later if due), default=None)


def notes_since(number: int, editions: Sequence[Published]) -> list[str]:
    """The editors' notes on the changes after edition `number`, the oldest first."""
    later = sorted(e for e in editions if e.number > number)
    return [edition.change_note for edition in later if edition.change_note]


def carried_over(
    marked: Collection[str], before: Sequence[Part], now: Sequence[Part]
) -> tuple[str, ...]:
    """The parts of the new edition that were finished before and have not changed."""
    known = {part.slug: part for part in before if part.slug in marked}
    return tuple(
        part.slug
        for part in now
        if part.slug in known
        and known[part.slug].kind == part.kind
        and kind_of(part).carries_over(known[part.slug], part)
    )


def marked_parts(parts: Sequence[Part]) -> list[Part]:
    """The parts that people mark as finished, in their order."""
    return [part for part in parts if kind_of(part).is_marked]


def resume_at(parts: Sequence[Part], marked: Collection[str], stopped_at: str) -> str:
    """The part (slug) where a person continues: where they stopped, else the first unfinished part, else the last."""
    if any(part.slug == stopped_at for part in parts):
        return stopped_at
    return (unfinished(parts, marked) or parts[-1:])[0].slug


def next_after(parts: Sequence[Part], slug: str) -> str:
    """The part (slug) that follows one; "" after the last."""
    slugs = [part.slug for part in parts]
    return next(iter(slugs[slugs.index(slug) + 1 :]), "")


def stop_after(parts: Sequence[Part], marked: Collection[str], slug: str) -> str:
    """Where the bookmark lies once a part is marked: at the next to mark, else at the first unmarked, else nowhere ("")."""
    slugs = [part.slug for part in marked_parts(parts)]
    unmarked = [each for each in slugs if each not in marked]
    return next(iter([*slugs[slugs.index(slug) + 1 :], *unmarked]), "")


def unfinished(parts: Sequence[Part], marked: Collection[str]) -> list[Part]:
    """The parts still unfinished for a person who marked these."""
    return [part for part in parts if not kind_of(part).is_done(part, marked)]


def minutes_left(parts: Sequence[Part], marked: Collection[str]) -> int:
    """The minutes of the unfinished parts."""
    return sum(part.minutes for part in unfinished(parts, marked))
