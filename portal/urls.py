"""Every address of the portal: the composition root, imported by nothing."""

from allauth.account import urls as allauth_urls
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.common.access import declared

urlpatterns = [
    path("", include("curriculum.urls")),
    path("", include("certification.urls")),
    path("", include("portal.sections.urls")),
    path("", include("portal.accounts.urls")),
    path("accounts/", include(declared(allauth_urls.urlpatterns, "site.visit"))),
    path("cms/", include(declared(wagtailadmin_urls.urlpatterns, "cms.enter"))),
    path("documents/", include(declared(wagtaildocs_urls.urlpatterns, "site.visit"))),
    path("", include(declared(wagtail_urls.urlpatterns, "site.visit"))),
]
