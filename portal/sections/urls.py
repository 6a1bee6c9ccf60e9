"""Addresses of sections."""

from django.urls import URLPattern, URLResolver, path

from portal.sections import views

app_name = "sections"
urlpatterns: list[URLPattern | URLResolver] = [
    path("sections/", views.sections, name="sections"),
    path("sections/<slug:slug>/", views.section, name="section"),
]
