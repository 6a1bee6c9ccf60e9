"""Addresses of sections."""

from django.urls import URLPattern, URLResolver

app_name = "sections"
urlpatterns: list[URLPattern | URLResolver] = []
