"""Wagtail without its own pages for users and groups.

Accounts and roles are given by the services of `portal.accounts`, with history; Wagtail's forms would pass
them by, and whoever may change users could make themselves superuser.
"""

from wagtail.admin.viewsets.base import ViewSet
from wagtail.users.apps import WagtailUsersAppConfig


class NotManagedHere(ViewSet):
    """No addresses, no menu entry."""

    add_to_settings_menu = False


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "content.cms.users.NotManagedHere"
    group_viewset = "content.cms.users.NotManagedHere"
