"""Whom an edition reaches, and what rests on it."""

from django.utils.formats import date_format
from wagtail.models import Page

from content.models import ExpectationsPage, ModulePage
from curriculum.enums import Change
from curriculum.models import Acceptance, Completion, Edition, ExpectationsEdition

Published = Edition | ExpectationsEdition


def people_to_look_again(edition: Published) -> int:
    """How many people with access did what a material edition asks for in an edition before it."""
    if isinstance(edition, Edition):
        done = Completion.objects.filter(
            edition__module=edition.module_id, edition__number__lt=edition.number
        )
    else:
        done = Acceptance.objects.filter(edition__number__lt=edition.number)
    return done.filter(person__is_active=True).values("person").distinct().count()


def what_publication_did(before: Published | None, after: Published | None) -> str:
    """One or two sentences for who published: the edition, its kind, and whom it reaches."""
    if after is None:
        return "No edition was made yet."
    if before is not None and before.pk == after.pk:
        return f"The text is that of edition {after.number}, so there is no new edition."
    if before is None:
        return f"This is edition {after.number}, the first."
    if after.change == Change.MINOR:
        return f"This is edition {after.number}, a minor change: nobody has to look again."
    people = people_to_look_again(after)
    whom = "1 person must" if people == 1 else f"{people} people must"
    assert after.due_on is not None  # noqa: S101 - a constraint of the database
    return (
        f"This is edition {after.number}, a material change: "
        f"{whom} look again before {date_format(after.due_on, 'F j, Y')}."
    )


def why_not_delete(page: Page) -> str:
    """What keeps a page, with all below it, from being deleted; empty when nothing does."""
    tree = page.get_descendants(inclusive=True)
    modules = ModulePage.objects.filter(pk__in=tree.values("pk")).values("slug")
    if Edition.objects.filter(module__slug__in=modules).exists():
        return (
            f"“{page}” holds a module with editions, and people’s completions rest on them. "
            "Unpublish the module instead: the course then does without it."
        )
    if ExpectationsPage.objects.filter(pk__in=tree.values("pk")).exists() and (
        ExpectationsEdition.objects.exists()
    ):
        return f"“{page}” holds the expectations that supporters signed, so it stays."
    return ""
