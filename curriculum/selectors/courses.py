"""Reads of the course's shape."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from curriculum.models import Course, Edition, ExpectationsEdition, Module
from portal.common.time import today


def prerequisites_of(course: Course) -> dict[str, str | None]:
    """For each module of the course (slug) the slug of the one that must be finished first, or None."""
    rows = Module.objects.filter(course=course).values_list("slug", "prerequisite__slug")
    return dict(rows)


def newest_editions() -> QuerySet[Edition]:
    """The newest edition of every module that the course has today, in the course's order, with the module."""
    newest = (
        Edition.objects.filter(module=OuterRef("module")).order_by("-number").values("number")[:1]
    )
    return (
        Edition.objects.filter(
            Q(module__retired_on__isnull=True) | Q(module__retired_on__gt=today())
        )
        .annotate(newest=Subquery(newest))
        .filter(number=F("newest"))
        .select_related("module")
        .order_by("module__position", "module")
    )


def newest_expectations() -> ExpectationsEdition | None:
    """The expectations as they are published now; None before the first edition."""
    return ExpectationsEdition.objects.order_by("number").last()
