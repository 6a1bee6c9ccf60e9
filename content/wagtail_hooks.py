"""Wagtail looks for hooks in a file of this name: what the editing rooms and the pages register with it."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from content.cms import menus, publishing  # noqa: F401 - register their own
from content.cms.bulk import PublishPages, UnpublishPages
from content.cms.snippets import ReferralResourceViewSet, StatementViewSet
from content.views.serving import ask_access

register_snippet(ReferralResourceViewSet)
register_snippet(StatementViewSet)
hooks.register("before_serve_page", ask_access)
# After Wagtail's own, which they replace.
hooks.register("register_bulk_action", PublishPages, order=1)
hooks.register("register_bulk_action", UnpublishPages, order=1)
