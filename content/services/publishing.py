"""From drafts to editions: what publishing and unpublishing mean for the curriculum."""

from functools import singledispatch

from content.drafts import CourseDraft, Draft, ExpectationsDraft, ModuleDraft, TextDraft
from content.selectors.prerequisites import why_not_after
from curriculum.models import Course, Edition, ExpectationsEdition, Module, PublishedText
from curriculum.services import courses, editions
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal


@singledispatch
def publish(draft: Draft, *, by: Person | None) -> PublishedText:
    """Make the next edition of what was drafted. Refuses what the service of its type refuses."""
    raise NotImplementedError(type(draft))


@publish.register
def publish_module(draft: ModuleDraft, *, by: Person | None) -> Edition:
    """Make the module's next edition, and give it its place in its course.

    Refuses a prerequisite that is not in the course or waits for this module (`prerequisite`), and what
    `publish_edition` refuses.
    """
    title, before = draft.content.title, draft.prerequisite
    with recorded(by=by, why="Module page published"):
        course = courses.ensure_course(draft.course.slug, title=draft.course.title, by=by)
        if before and (
            why := why_not_after(course, slug=draft.slug, title=title, prerequisite=before)
        ):
            raise Refusal(why, code="prerequisite", field="prerequisite")
        module = courses.ensure_module(
            course,
            slug=draft.slug,
            title=title,
            position=_place(draft),
            prerequisite=Module.objects.get(slug=before) if before else None,
            by=by,
        )
        # A module that came between others moves those behind it.
        follow_order(draft.course, by=by)
        return editions.publish_edition(module, content=draft.content, said=draft.said, by=by)


def _place(draft: ModuleDraft) -> int:
    """How many modules stand before it; pages that were never published are none yet."""
    before = draft.course.order[: draft.course.order.index(draft.slug)]
    return Module.objects.filter(course__slug=draft.course.slug, slug__in=before).count()


def retire_module(slug: str, *, by: Person | None) -> None:
    """Take the module out of the course; what people did in it stays."""
    module = Module.objects.filter(slug=slug).first()
    if module is not None:
        courses.retire_module(module, by=by, why="Module page unpublished")


def follow_order(draft: CourseDraft, *, by: Person | None) -> None:
    """Put the course's modules in the order of their pages; a course that was never published has none."""
    course = Course.objects.filter(slug=draft.slug).first()
    if course is not None:
        existing = set(Module.objects.filter(course=course).values_list("slug", flat=True))
        order = [slug for slug in draft.order if slug in existing]
        courses.reorder_modules(course, slugs=order, by=by)


@publish.register
def publish_expectations(draft: ExpectationsDraft, *, by: Person | None) -> ExpectationsEdition:
    """Make the next edition of the expectations. Refuses what `editions.publish_expectations` refuses."""
    return editions.publish_expectations(
        title=draft.title,
        intro=draft.intro,
        items=draft.items,
        meaning=draft.meaning,
        said=draft.said,
        by=by,
    )


@publish.register
def publish_text(draft: TextDraft, *, by: Person | None) -> PublishedText:
    """Make the next edition of a text of which there is one."""
    return editions.publish_text(draft.text, said=draft.said, by=by)
