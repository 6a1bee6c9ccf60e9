"""Addresses of sign-in: of allauth's pages, those that this portal offers.

Accounts are opened by the program, so there is no sign-up; an address is changed by the coordinator.
"""

from allauth.account import views
from django.urls import path, re_path
from django.views.generic import RedirectView

from portal.common.access import declared

urlpatterns = declared(
    [
        path("accounts/login/", views.login, name="account_login"),
        path("accounts/logout/", views.logout, name="account_logout"),
        path("accounts/closed/", views.account_inactive, name="account_inactive"),
        path("accounts/confirm/", views.reauthenticate, name="account_reauthenticate"),
        path("accounts/password/", views.password_reset, name="account_reset_password"),
        path(
            "accounts/password/sent/",
            views.password_reset_done,
            name="account_reset_password_done",
        ),
        re_path(
            r"^accounts/password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
            views.password_reset_from_key,
            name="account_reset_password_from_key",
        ),
        path(
            "accounts/password/done/",
            views.password_reset_from_key_done,
            name="account_reset_password_from_key_done",
        ),
        # Where Wagtail's own pages lead; people sign in and out here alone.
        path("cms/login/", RedirectView.as_view(url="/accounts/login/?next=/cms/")),
        path("cms/logout/", views.logout),
    ],
    "site.visit",
)
