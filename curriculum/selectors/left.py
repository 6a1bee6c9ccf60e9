"""How much of the course a person still has to do, for callers that do not need the modules themselves."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from curriculum.models import Bookmark, Edition
from curriculum.rules import progress
from curriculum.selectors.courses import newest_editions
from portal.accounts.models import Person


class Left(NamedTuple):
    """Minutes left, and whether the person has opened any module of the course."""

    minutes: int
    begun: bool


def left_to_learn(person: Person, done: Collection[int]) -> Left:
    """What `course_states` says of the whole course, for callers who already know which modules (ids) are done.

    One statement; one more where the person read an edition last that is no longer the newest.
    """
    modules = list(_newest_and_read(person))
    before = [module for module in modules if module.module not in done]
    older = _parts({module.read_in for module in before} - {module.pk for module in before})
    minutes = 0
    for module in before:
        read = module.read or []
        if module.read_in in older:
            read = progress.carried_over(read, older[module.read_in], module.parts)
        minutes += progress.minutes_left(module.parts, read)
    return Left(minutes, begun=any(module.read_in for module in modules))


def _parts(editions: set[int | None]) -> dict[int, Any]:
    known = editions - {None}
    if not known:
        return {}
    return dict(Edition.objects.filter(pk__in=known).order_by().values_list("pk", "parts"))


def _newest_and_read(person: Person) -> QuerySet[Edition, Any]:
    """The course's editions, each with what the person read of the module last, and in which edition of it."""
    last = Bookmark.objects.filter(person=person, edition__module=OuterRef("module")).order_by(
        "-edition__number"
    )
    read, read_in = Subquery(last.values("read")[:1]), Subquery(last.values("edition")[:1])
    return (
        newest_editions()
        .order_by()
        .annotate(read=read, read_in=read_in)
        .values_list("pk", "module", "parts", "read", "read_in", named=True)
    )
