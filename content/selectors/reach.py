"""Whom an edition reached, and what rests on it."""

from wagtail.models import Page

from certification.selectors.reach import supporters_to_look_again
from content.models import ExpectationsPage, ModulePage
from content.selectors.publication import supporters
from curriculum.enums import Change
from curriculum.models import Completion, Edition, ExpectationsEdition
from portal.common.words import day

Published = Edition | ExpectationsEdition


def what_publication_did(before: Published | None, after: Published | None) -> str:
    """One or two sentences for who published: the edition, its kind, and whom it reaches."""
    if after is None:
        return "No edition was made yet."
    if before is not None and before.pk == after.pk:
        return f"The text is that of edition {after.number}, so there is no new edition."
    number = f"This is edition {after.number}"
    if after.change == Change.MINOR:
        return f"{number}, a minor change: nobody has to look again."
    what = f"{number}, the first" if before is None else f"{number}, a material change"
    people = supporters_to_look_again(after).count()
    if not people:
        return f"{what}: it asks nobody to look again." if before else f"{what}."
    assert after.due_on is not None  # noqa: S101 - a constraint of the database
    must = "do it" if before is None else "look again"
    mail = "and has a mail" if people == 1 else "and each has a mail"
    return (
        f"{what}: {supporters(people)} must {must} before {day(after.due_on)}, {mail} that says so."
    )


def why_not_delete(page: Page) -> str:
    """What keeps a page, with all below it, from being deleted; empty when nothing does."""
    tree = page.get_descendants(inclusive=True)
    modules = ModulePage.objects.filter(pk__in=tree.values("pk")).values("slug")
    if Edition.objects.filter(module__slug__in=modules).exists():
        done = Completion.objects.filter(edition__module__slug__in=modules).exists()
        rests = "and people’s completions rest on them" if done else "which stay on record"
        return (
            f"“{page}” holds a module with editions, {rests}. "
            "Unpublish the module instead: the course then does without it."
        )
    if ExpectationsPage.objects.filter(pk__in=tree.values("pk")).exists() and (
        ExpectationsEdition.objects.exists()
    ):
        return f"“{page}” holds the expectations that supporters signed, so it stays."
    return ""
