"""Who is shown a page."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from content.models.base import PortalPage
from portal.common.permissions import UndeclaredPermission, allowed


def ask_access(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """A page is shown to whom the access table lets in; others sign in, or are told that they may not."""
    if not isinstance(page, PortalPage):
        raise UndeclaredPermission(f"The page type of {page} declares no access.")
    if allowed(request.user, page.access):
        return None
    if request.user.is_authenticated:
        raise PermissionDenied(page.access)
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
