"""The portal's addresses, and the measure of a write."""

from django.urls import path

from measured.bare.views import insert
from portal import urls

urlpatterns = [path("bare-insert/", insert), *urls.urlpatterns]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
