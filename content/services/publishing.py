"""From a page to an edition: what publishing and unpublishing mean for the curriculum."""

from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from content.phrases.completeness import in_words
from content.selectors.completeness import module_problems
from content.services.rendering import edition_content
from curriculum.models import Edition, ExpectationsEdition, Module
from curriculum.services import courses, editions
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal

if TYPE_CHECKING:
    from content.models import ExpectationsPage, ModulePage

FIELDS = (
    "title",
    "summary",
    "outcomes",
    "sources",
    "competences",
    "minutes",
    "pass_mark",
    "sections",
    "questions",
)


def publish_module(page: "ModulePage", *, by: Person | None) -> Edition:
    """Make the module's next edition from its page, and its place in the course from the tree.

    Refuses what could not be completed (`editions.Incomplete`, with the places to mend) and what
    `publish_edition` refuses.
    """
    content = edition_content(page.slug, {name: getattr(page, name) for name in FIELDS})
    before = page.prerequisite.slug if page.prerequisite else None
    with recorded(by=by, why="Module page published"):
        course = courses.ensure_course(by=by)
        found = module_problems(
            page.slug,
            content,
            check_minutes=page.check_minutes,
            prerequisite=before,
            course=course,
        )
        if found:
            raise editions.Incomplete(found, in_words(found[0]))
        module = courses.ensure_module(
            course,
            page.slug,
            page.title,
            _place(page),
            Module.objects.get(slug=before) if before else None,
            by=by,
        )
        # A module that came between others moves those behind it.
        follow_tree(page.get_parent(), by=by)
        return editions.publish_edition(module, **content, **_change(page), by=by)


def _place(page: "ModulePage") -> int:
    """How many modules stand before it; pages that were never published are none yet."""
    before = page.get_prev_siblings().values_list("slug", flat=True)
    return Module.objects.filter(slug__in=list(before)).count()


def retire_module(page: "ModulePage", *, by: Person | None) -> None:
    """Take the module out of the course; what people did in it stays."""
    module = Module.objects.filter(slug=page.slug).first()
    if module is not None:
        courses.retire_module(module, by=by, why="Module page unpublished")


def follow_tree(course_page: Page, *, by: Person | None) -> None:
    """Put the course's modules in the order of their pages."""
    slugs = course_page.get_children().order_by("path").values_list("slug", flat=True)
    existing = set(Module.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    course = courses.ensure_course(by=by)
    courses.reorder_modules(course, [slug for slug in slugs if slug in existing], by=by)


def publish_expectations_page(
    page: "ExpectationsPage", *, by: Person | None
) -> ExpectationsEdition:
    """Make the next edition of the expectations from their page."""
    return editions.publish_expectations(
        title=page.title,
        intro=page.intro,
        items=[block.value for block in page.items],
        meaning=page.meaning,
        **_change(page),
        by=by,
    )


def refuse_withdrawal(page: "ExpectationsPage") -> None:
    """Expectations that people signed cannot be taken back."""
    raise Refusal(page.why_not_unpublish(), code="signed")


def _change(page: Any) -> dict[str, Any]:
    return {"change": page.change, "change_note": page.change_note, "due_on": page.due_on}
