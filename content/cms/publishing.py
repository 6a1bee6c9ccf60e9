"""Around publishing, unpublishing and deleting: what an editor is told, and what is kept."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from content.models.editions import EditionedPage
from content.selectors.reach import what_publication_did, why_not_delete


@hooks.register("before_edit_page")
def begin_next_change(request: HttpRequest, page: Page) -> None:
    """Show an editor nothing of what was said of another publication: a published one, or one gone back to.

    A draft keeps what its editor has said already.
    """
    match = request.resolver_match
    returning = match is not None and match.view_name == "wagtailadmin_pages:revisions_revert"
    if isinstance(page, EditionedPage) and (returning or not page.has_unpublished_changes):
        page.begin_next_change()


@hooks.register("before_publish_page")
def remember_edition(request: HttpRequest, page: Page) -> None:
    """Keep which edition was the newest, to tell afterwards whether there is a new one."""
    if isinstance(page, EditionedPage):
        # A new page is saved live before it is published, and has its edition by then.
        is_new = page.edition_made is not None
        before = None if is_new else page.newest_edition()
        request.edition_before = before  # type: ignore[attr-defined]


@hooks.register("after_publish_page")
def tell_edition(request: HttpRequest, page: Page) -> None:
    """Say which edition a publication made, and whom it reaches."""
    if isinstance(page, EditionedPage):
        before = getattr(request, "edition_before", None)
        messages.info(request, what_publication_did(before, page.newest_edition()))


@hooks.register("before_unpublish_page")
def keep_published(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say why a page cannot be unpublished."""
    if isinstance(page, EditionedPage) and (why := page.why_not_unpublish()):
        messages.error(request, why)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_delete_page")
def keep_editions(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say why a page with editions, or one above such a page, cannot be deleted."""
    if why := why_not_delete(page):
        messages.error(request, why)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_bulk_action")
def keep_editions_in_bulk(
    request: HttpRequest, action: str, objects: Iterable[Any], view: Any
) -> HttpResponse | None:
    """The same for deleting several pages at once."""
    for page in objects if action == "delete" else ():
        if isinstance(page, Page) and (why := why_not_delete(page)):
            messages.error(request, why)
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
