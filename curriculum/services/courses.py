"""Writes the course's shape: its modules, their order, and their prerequisites."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from curriculum.models import Course, Module, Retirement
from curriculum.phrases.completeness import UNPUBLISHED, waiting_for_one_another
from curriculum.rules.completeness import circle
from curriculum.selectors.courses import prerequisites_of, titles_of
from curriculum.signals import course_changed
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.locks import lock, lock_all
from portal.common.time import today


def ensure_course(slug: str, *, title: str, by: Person | None) -> Course:
    """The course with this slug, created if there is none. An existing course keeps its title."""
    with recorded(by=by, why="Course added"):
        course = Course.objects.filter(slug=slug).first()
        if course is None:
            course = Course(slug=slug, title=title)
            course.save()
        return course


def ensure_module(
    course: Course,
    *,
    slug: str,
    title: str,
    position: int,
    prerequisite: Module | None = None,
    by: Person | None,
) -> Module:
    """The module with this slug, created if there is none, with this title, position and prerequisite.

    Saves only what differs. A module without an edition is shown to nobody. Refuses a prerequisite that is of
    another course or that the course has retired (`prerequisite`), or that waits, by way of others, for this module
    (`circle`).
    """
    with recorded(by=by, why="Module placed in the course"):
        lock(course)
        module = Module.objects.filter(slug=slug).first() or Module(slug=slug)
        if prerequisite is not None:
            _check_prerequisite(course, slug, title, prerequisite)
        wanted = {
            "course_id": course.pk,
            "title": title,
            "position": position,
            "prerequisite_id": prerequisite.pk if prerequisite else None,
        }
        _save_if_different(module, wanted)
        return module


def reorder_modules(course: Course, *, slugs: Sequence[str], by: Person | None) -> None:
    """Put the course's modules in this order. Modules not named follow in their previous order.

    Refuses a slug of no module in the course (`unknown`).
    """
    with recorded(by=by, why="Modules put in another order"):
        lock(course)
        modules = {module.slug: module for module in Module.objects.filter(course=course)}
        if strange := [slug for slug in slugs if slug not in modules]:
            raise Refusal(
                _("The course has no module “%(module)s”.") % {"module": strange[0]},
                code="unknown",
            )
        order = [*dict.fromkeys(slugs), *(slug for slug in modules if slug not in slugs)]
        for position, slug in enumerate(order):
            _save_if_different(modules[slug], {"position": position})


def retire_module(module: Module, *, by: Person | None, why: str = "Module retired") -> None:
    """Take this module out of the course from today. What people did in it stays. Idempotent."""
    with recorded(by=by, why=why):
        locked = _locked(module)
        if locked.retirements.filter(until__isnull=True).exists():
            return
        # A module that was to return on a later day stays out now.
        planned = locked.retirements.filter(until__gt=today()).first()
        retirement = planned or Retirement(module=locked, since=today())
        retirement.until = None
        retirement.save()
        course_changed.send(Module, course=locked.course, by=by)


def unretire_module(
    module: Module,
    *,
    by: Person | None,
    asked_from: dt.date | None = None,
    why: str = "Module back in the course",
) -> None:
    """Bring this module back into the course, required from a date (default today).

    What people finished in it still counts. Changes nothing if the module is not retired.
    """
    with recorded(by=by, why=why):
        locked = _locked(module)
        retirement = locked.retirements.filter(until__isnull=True).first()
        if retirement is not None:
            retirement.until = max(asked_from or today(), retirement.since)
            retirement.save()
            course_changed.send(Module, course=locked.course, by=by)


def _locked(module: Module) -> Module:
    rows = lock_all(Module.objects.select_related("course"))
    return rows.get(pk=module.pk)


def _check_prerequisite(course: Course, slug: str, title: str, prerequisite: Module) -> None:
    if prerequisite.course_id != course.pk:
        raise Refusal(
            _("Choose a module of the same course."), code="prerequisite", field="prerequisite"
        )
    if prerequisite.retirements.filter(until__isnull=True).exists():
        raise Refusal(str(UNPUBLISHED), code="prerequisite", field="prerequisite")
    before = prerequisites_of(course)
    if way := circle(slug, {**before, slug: prerequisite.slug}):
        titles = {**titles_of(course), slug: title}
        message = waiting_for_one_another([titles.get(each) or each for each in way])
        raise Refusal(message, code="circle", field="prerequisite")


def _save_if_different(module: Module, wanted: dict[str, object]) -> None:
    differing = {name for name, value in wanted.items() if getattr(module, name) != value}
    if module.pk is None or differing:
        for name in differing:
            setattr(module, name, wanted[name])
        module.save()
