"""Which course a page stands for."""

from wagtail.models import Page

from curriculum.models import Course


def course_under(page: Page) -> Course | None:
    """The course of a course's page, whose modules are the pages below it; None while nothing of it is published."""
    return Course.objects.filter(slug=page.specific.course_slug).first()
