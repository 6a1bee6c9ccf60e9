"""Whom an edition reached, and what rests on it."""

from wagtail.models import Page

from certification.selectors.reach import supporters_to_look_again
from content.models.editions import editioned_pages
from content.selectors.publication import supporters
from curriculum.enums import Change
from curriculum.models import PublishedText
from portal.common.words import day


def what_publication_did(before: PublishedText | None, after: PublishedText | None) -> str:
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
    within = {kind: kind.objects.filter(pk__in=tree.values("pk")) for kind in editioned_pages()}
    found = (kind.why_not_delete(pages, inside=str(page)) for kind, pages in within.items())
    return next((why for why in found if why), "")
