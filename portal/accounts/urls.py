"""Addresses of sign-in: of allauth's pages, those that this portal offers, and how long a sign-in lasts.

Accounts are opened by the program, so there is no sign-up.
"""

from allauth.account import views
from django.urls import path, re_path
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import RedirectView

from portal.accounts.views import session
from portal.common.access import declared

# Django's form views take a PUT for a POST, and its redirects take anything.
form = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = declared(
    [
        path("accounts/login/", form(views.login), name="account_login"),
        path("accounts/logout/", form(views.logout), name="account_logout"),
        path("accounts/session/", session, name="account_session"),
        path("accounts/closed/", require_safe(views.account_inactive), name="account_inactive"),
        path("accounts/confirm/", form(views.reauthenticate), name="account_reauthenticate"),
        path(
            "accounts/password/",
            form(views.password_reset),
            name="account_reset_password",
        ),
        path(
            "accounts/password/sent/",
            require_safe(views.password_reset_done),
            name="account_reset_password_done",
        ),
        re_path(
            r"^accounts/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
            form(views.password_reset_from_key),
            name="account_reset_password_from_key",
        ),
        path(
            "accounts/password/done/",
            require_safe(views.password_reset_from_key_done),
            name="account_reset_password_from_key_done",
        ),
        # Where Wagtail's own pages lead; people sign in and out here alone.
        path("cms/login/", form(RedirectView.as_view(url="/accounts/login/?next=/cms/"))),
        path("cms/logout/", form(views.logout)),
    ],
    "site.visit",
)
