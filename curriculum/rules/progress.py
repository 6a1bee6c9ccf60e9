"""How far a person is with a module: editions, completions and a bookmark in, status and minutes out. Pure."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from curriculum.enums import Change, ModuleStatus


class Published(NamedTuple):
    """What the list of a module's editions says of one of them."""

    number: int
    change: str
    due_on: dt.date | None
    change_note: str


class Standing(NamedTuple):
    """The status, and until when (first day without) what was finished counts, if an end is known."""

    status: ModuleStatus
    due_on: dt.date | None


def status_on(
    on: dt.date, editions: Sequence[Published], completed: Collection[int], *, begun: bool
) -> Standing:
    """Where somebody stands with a module on a date; `completed` are the numbers of finished editions.

    The gate counts alike: a completion holds until the first later material edition is due.
    """
    if not completed:
        return Standing(ModuleStatus.STARTED if begun else ModuleStatus.NEW, None)
    due = replaced_on(max(completed), editions)
    if due is None:
        return Standing(ModuleStatus.DONE, None)
    return Standing(ModuleStatus.LOOK_AGAIN if on < due else ModuleStatus.OUTDATED, due)


def replaced_on(number: int, editions: Sequence[Published]) -> dt.date | None:
    """The date from which finishing edition `number` no longer counts; None while nothing replaces it."""
    later = (e.due_on for e in editions if e.number > number and e.change == Change.MATERIAL)
    return min((due for due in later if due), default=None)


def notes_since(number: int, editions: Sequence[Published]) -> list[str]:
    """What editors said of the changes after edition `number`, the oldest first."""
    later = sorted(e for e in editions if e.number > number)
    return [edition.change_note for edition in later if edition.change_note]


def carried_over(
    read: Collection[str],
    before: Sequence[Mapping[str, Any]],
    now: Sequence[Mapping[str, Any]],
) -> list[str]:
    """The sections of the new text that need no second reading: read before, and unchanged since."""
    texts = {section["slug"]: (section["title"], section["html"]) for section in before}
    return [
        section["slug"]
        for section in now
        if section["slug"] in read
        and texts.get(section["slug"]) == (section["title"], section["html"])
    ]


def check_minutes(minutes: int, sections: Sequence[Mapping[str, Any]]) -> int:
    """What the module's minutes leave for its check."""
    return max(minutes - sum(section["minutes"] for section in sections), 0)


def minutes_left(minutes: int, sections: Sequence[Mapping[str, Any]], read: Collection[str]) -> int:
    """Minutes of what is unread, and of the check."""
    unread = sum(section["minutes"] for section in sections if section["slug"] not in read)
    return unread + check_minutes(minutes, sections)
