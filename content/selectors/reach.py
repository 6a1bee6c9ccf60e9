"""Whom an edition reached, and what rests on it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from certification.selectors.reach import supporters_to_look_again
from content.models.editions import editioned_pages
from curriculum.enums import Change
from curriculum.models import PublishedText
from portal.common.words import day


def what_publication_did(before: PublishedText | None, after: PublishedText | None) -> str:
    """What whoever published reads: the edition, its kind, and who it reaches."""
    if after is None:
        return _("No edition was made yet.")
    values = {"number": after.number}
    if before is not None and before.pk == after.pk:
        sentence = _("The text is that of edition %(number)s, so there is no new edition.")
        return sentence % values
    if after.change == Change.MINOR:
        return _("This is edition %(number)s, a minor change: nobody has to look again.") % values
    people = supporters_to_look_again(after).count()
    if people:
        return _asking(people, after, is_first=before is None)
    if before is None:
        return _("This is edition %(number)s, the first.") % values
    return (
        _("This is edition %(number)s, a material change: it asks nobody to look again.") % values
    )


def _asking(people: int, edition: PublishedText, *, is_first: bool) -> str:
    assert edition.due_on is not None  # noqa: S101 - a constraint of the database
    if is_first:
        sentence = ngettext(
            "This is edition %(number)s, the first: %(people)s supporter must do it "
            "before %(day)s. We’ve emailed them.",
            "This is edition %(number)s, the first: %(people)s supporters must do it "
            "before %(day)s. We’ve emailed them.",
            people,
        )
    else:
        sentence = ngettext(
            "This is edition %(number)s, a material change: %(people)s supporter must look again "
            "before %(day)s. We’ve emailed them.",
            "This is edition %(number)s, a material change: %(people)s supporters must look again "
            "before %(day)s. We’ve emailed them.",
            people,
        )
    return sentence % {"number": edition.number, "people": people, "day": day(edition.due_on)}


def why_not_delete(page: Page) -> str:
    """What keeps a page, with all below it, from being deleted; empty when nothing does."""
    tree = page.get_descendants(inclusive=True)
    within = {kind: kind.objects.filter(pk__in=tree.values("pk")) for kind in editioned_pages()}
    found = (kind.why_not_delete(pages, inside=str(page)) for kind, pages in within.items())
    return next((why for why in found if why), "")
