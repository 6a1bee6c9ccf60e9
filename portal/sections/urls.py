"""Addresses of sections."""

from django.urls import URLPattern, URLResolver, path

from portal.sections import views

app_name = "sections"
urlpatterns: list[URLPattern | URLResolver] = [
    path("sections/", views.sections, name="sections"),
    path("sections/<slug:slug>/", views.section, name="section"),
    path("sections/<slug:slug>/leaders/", views.leaders, name="leaders"),
    path("sections/<slug:slug>/leaders/<int:number>/", views.leader_end, name="leader_end"),
]
