"""What this room adds to the main menu: the pages that editors made, and where they make them."""

from django.utils.translation import gettext_lazy as _

from portal.common.navigation import MenuEntry

MENU = (
    MenuEntry(80, _("Guidance"), "/guidance/", "guidance.read"),
    MenuEntry(90, _("Resources"), "/resources/", "site.visit"),
    MenuEntry(100, _("About"), "/about/", "site.visit"),
    MenuEntry(110, _("Edit content"), "wagtailadmin_home", "cms.enter"),
)
