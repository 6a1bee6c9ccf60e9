"""What the CMS does our way: access, publishing, menus, the dashboard."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from content.bulk import PublishPages, UnpublishPages
from content.models.base import PortalPage
from content.models.editions import EditionedPage
from content.selectors.due import due_for_checking
from content.selectors.reach import what_publication_did, why_not_delete
from content.snippets import ReferralResourceViewSet, StatementViewSet
from content.views.history import history
from portal.common.permissions import UndeclaredPermission, allowed

register_snippet(ReferralResourceViewSet)
register_snippet(StatementViewSet)


@hooks.register("before_serve_page")
def ask_access(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """A page is shown to whom the access table lets in; others sign in, or are told that they may not."""
    if not isinstance(page, PortalPage):
        raise UndeclaredPermission(f"The page type of {page} declares no access.")
    if allowed(request.user, page.access):
        return None
    if request.user.is_authenticated:
        raise PermissionDenied(page.access)
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


# Publishing ---------------------------------------------------------------------------------------


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


# After Wagtail's own, which they replace.
hooks.register("register_bulk_action", PublishPages, order=1)
hooks.register("register_bulk_action", UnpublishPages, order=1)


# Menus and dashboard ------------------------------------------------------------------------------


class HistoryMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return allowed(request.user, "history.read")


@hooks.register("register_admin_urls")
def own_addresses() -> list[URLPattern]:
    return [path("history/", history, name="content_history")]


@hooks.register("register_admin_menu_item")
def history_menu_item() -> MenuItem:
    return HistoryMenuItem("History", reverse("content_history"), icon_name="history", order=900)


@hooks.register("construct_main_menu")
def drop_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's own help leads out of the portal, to pages about another version."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


class DuePanel(Component):
    """What is due for checking."""

    name = "due_for_checking"
    template_name = "content/cms/due_panel.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"due": due_for_checking()}


@hooks.register("construct_homepage_panels")
def own_dashboard(request: HttpRequest, panels: list[Component]) -> None:
    """What is due first; then what the person edited last and what is locked."""
    kept = {"recent_edits", "locked_pages"}
    panels[:] = [DuePanel(), *(panel for panel in panels if panel.name in kept)]


@hooks.register("construct_homepage_summary_items")
def own_summary(request: HttpRequest, items: list[SummaryItem]) -> None:
    """The counts of pages, images and documents say nothing here."""
    items.clear()
