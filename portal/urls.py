"""Every address of the portal: the composition root, imported by nothing."""

from collections.abc import Callable

from csp.decorators import csp_replace
from django.conf import settings
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern
from wagtail.utils.urlpatterns import decorate_urlpatterns
from wagtail.views import serve

from content.cms.views import closed
from content.cms.views.account import OwnSettings
from content.cms.views.refusals import told_in_the_cms
from portal.common import views
from portal.common.access import access, declared

# Found before Wagtail's own page, which has fields that change nothing.
own_settings = path(
    "account/", require_admin_access(OwnSettings.as_view()), name="wagtailadmin_account"
)


def in_the_cms(view: Callable) -> Callable:
    return told_in_the_cms(closed.answered(view))


# Wagtail's admin needs what no page of ours may have.
cms = decorate_urlpatterns(
    decorate_urlpatterns(
        declared([own_settings, *closed.ours(wagtailadmin_urls.urlpatterns)], "cms.enter"),
        in_the_cms,
    ),
    csp_replace(settings.CMS_CONTENT_SECURITY_POLICY),
)

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("", include("curriculum.urls")),
    path("", include("certification.urls")),
    path("", include("portal.sections.urls")),
    path("", include("portal.accounts.urls")),
    path("cms/", include(cms)),
    path("documents/", include(declared(wagtaildocs_urls.urlpatterns, "site.visit"))),
    # Of Wagtail's own addresses the pages alone: its sign-in and its page passwords are not ours.
    re_path(serve_pattern, access("site.visit")(serve), name="wagtail_serve"),
]

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error
