"""What this room adds to the main menu."""

from django.utils.translation import gettext_lazy as _

from portal.common.navigation import MenuEntry

MENU = (
    MenuEntry(20, _("Training"), "curriculum:training", "training.learn"),
    MenuEntry(30, _("Sessions"), "curriculum:sessions", "session.see"),
)
