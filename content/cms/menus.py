"""The menu and the dashboard of the editing rooms."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component

from content.selectors.due import due_for_checking
from portal.common.history.views import history
from portal.common.permissions import allowed


class HistoryMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return allowed(request.user, "history.read")


@hooks.register("register_admin_urls")
def own_addresses() -> list[URLPattern]:
    return [path("history/", history, name="content_history")]


@hooks.register("register_admin_menu_item")
def history_menu_item() -> MenuItem:
    return HistoryMenuItem(_("History"), reverse("content_history"), icon_name="history", order=900)


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
