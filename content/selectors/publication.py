"""What publishing or unpublishing a page would mean, told before anybody does it."""

from functools import singledispatch

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from certification.selectors.reach import supporters_to_look_again
from content.models import ExpectationsPage, ModulePage
from content.models.editions import EditionedPage
from content.selectors.courses import course_under
from curriculum.models import Course, Edition, ExpectationsEdition, Module
from curriculum.selectors.courses import (
    has_begun,
    in_the_course,
    newest_expectations,
    waiting_for,
)
from portal.common.words import listed


def supporters(number: int) -> str:
    """ "1 supporter", "3 supporters"."""
    return ngettext("%(number)s supporter", "%(number)s supporters", number) % {"number": number}


@singledispatch
def what_publishing_asks(page: EditionedPage, parent: Page) -> str:
    """Whom publishing this page below its parent would reach, and by what choice, as sentences for its editor."""
    raise NotImplementedError(type(page))


@singledispatch
def what_unpublishing_means(page: EditionedPage) -> str:
    """What an editor who unpublishes the page is told; empty where nothing has to be said."""
    return ""


@what_publishing_asks.register
def _of_a_module(page: ModulePage, parent: Page) -> str:
    module = Module.objects.filter(slug=page.slug).select_related("course").first()
    newest = module.editions.order_by("number").last() if module else None
    if module is None or newest is None:
        return _new_module(course_under(parent))
    said = _material(
        supporters_to_look_again(Edition(module=module, number=newest.number + 1)).count()
    )
    if not in_the_course(module.course).filter(pk=module.pk).exists():
        now = _(
            "The course does without this module now. Publishing brings it back, and the course asks for it from the "
            "day below, or at once if there is none."
        )
        return f"{said} {now}"
    return said


@what_publishing_asks.register
def _of_the_expectations(page: ExpectationsPage, parent: Page) -> str:
    newest = newest_expectations()
    if newest is None:
        return _("This is the first edition: supporters sign it before they are certified.")
    return _material(
        supporters_to_look_again(ExpectationsEdition(number=newest.number + 1)).count()
    )


@what_unpublishing_means.register
def _without_the_module(page: ModulePage) -> str:
    said = _(
        "The course then does without this module: nobody is asked to do it any more, and who is in "
        "the middle of it cannot finish it. What people completed stays on record. Publishing the "
        "page again brings the module back."
    )
    waiting = [f"“{module.title}”" for module in waiting_for(page.slug)]
    if not waiting:
        return said
    opening = ngettext(
        "%(modules)s opens only after this module, and will be open to everybody. "
        "Choose another prerequisite there, or none, before you publish again.",
        "%(modules)s open only after this module, and will be open to everybody. "
        "Choose another prerequisite there, or none, before you publish again.",
        len(waiting),
    )
    return f"{said} {opening % {'modules': listed(waiting)}}"


def _new_module(course: Course | None) -> str:
    if course is None or not has_begun(course):
        return _(
            "Nobody has finished a module of this course yet, so it asks for a new module at once."
        )
    reached = supporters_to_look_again(Edition(module=Module(course=course), number=1)).count()
    return _(
        "People have begun this course. Choose the day from which it asks for this new module, whatever this change "
        "is. %(supporters)s would have to do it, and each is told by mail."
    ) % {"supporters": supporters(reached)}


def _material(people: int) -> str:
    if not people:
        return _(
            "A material change would ask no supporter to look again. A minor change asks nobody."
        )
    return ngettext(
        "A material change would ask %(number)s supporter to look again, who is told by mail. "
        "A minor change asks nobody.",
        "A material change would ask %(number)s supporters to look again, who are told by mail. "
        "A minor change asks nobody.",
        people,
    ) % {"number": people}
