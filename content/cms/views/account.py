"""A person's settings in the CMS: how it looks and speaks to them, not who they are."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import AccountView


class OwnSettings(AccountView):
    """Without name, address and picture: a name stands on certificates, and is changed with history elsewhere.

    Wagtail's own form asks for a first and a last name, which a person here does not have, and would change nothing.
    """

    page_title = _("Your settings")
    left_out = frozenset({"name_email", "avatar"})

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if panel.name not in self.left_out]
