"""Reads of the course's shape."""

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from curriculum.models import (
    Completion,
    Course,
    Edition,
    ExpectationsEdition,
    Module,
    Retirement,
)


def prerequisites_of(course: Course) -> dict[str, str | None]:
    """For each module of the course (slug) the slug of the one that must be finished first, or None."""
    rows = Module.objects.filter(course=course).values_list("slug", "prerequisite__slug")
    return dict(rows)


def titles_of(course: Course) -> dict[str, str]:
    """The title of each module of the course, by its slug."""
    return dict(Module.objects.filter(course=course).values_list("slug", "title"))


def newest_editions() -> QuerySet[Edition]:
    """The newest edition of every module that the course has today, in the course's order, with module and course.

    Includes modules that return on a later day: people may finish them before they are required.
    """
    return (
        editions_in_the_course()
        .filter(number=F("newest"))
        .select_related("module__course")
        .order_by("module__course", "module__position", "module")
    )


def editions_in_the_course() -> QuerySet[Edition]:
    """Every edition of the modules that the course has today, with the number of the module's `newest`."""
    newest = (
        Edition.objects.filter(module=OuterRef("module")).order_by("-number").values("number")[:1]
    )
    return Edition.objects.exclude(module__in=_retired().values("module")).annotate(
        newest=Subquery(newest)
    )


def has_begun(course: Course) -> bool:
    """Whether anyone finished a module of the course, so that a module added now is new to them."""
    return Completion.objects.filter(edition__module__course=course).exists()


def in_the_course(course: Course) -> QuerySet[Module]:
    """The modules that were published and not retired."""
    published = Edition.objects.filter(module=OuterRef("pk"))
    away = _retired().filter(module=OuterRef("pk"))
    return Module.objects.filter(Exists(published), ~Exists(away), course=course)


def waiting_for(slug: str) -> QuerySet[Module]:
    """The modules in the course that require the module with this slug, in their order."""
    published = Edition.objects.filter(module=OuterRef("pk"))
    away = _retired().filter(module=OuterRef("pk"))
    return Module.objects.filter(Exists(published), ~Exists(away), prerequisite__slug=slug)


def _retired() -> QuerySet[Retirement]:
    return Retirement.objects.filter(until__isnull=True)


def newest_expectations() -> ExpectationsEdition | None:
    """The expectations as they are published now; None before the first edition."""
    return ExpectationsEdition.objects.order_by("number").last()
