"""What this room adds to the main menu."""

from django.utils.translation import gettext_lazy as _

from portal.common.navigation import MenuEntry

MENU = (
    MenuEntry(10, _("My path"), "certification:path", "path.see"),
    MenuEntry(40, _("Endorsements"), "certification:endorsements", "endorsement.see"),
    MenuEntry(50, _("Program"), "certification:program", "program.oversee"),
    MenuEntry(60, _("Find a supporter"), "certification:directory", "directory.see"),
    MenuEntry(70, _("Nominate"), "certification:nominate", "nomination.make"),
)
