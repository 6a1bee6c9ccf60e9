"""A mail backend that wants Django to be further than it is when settings are read."""

from django.core.exceptions import AppRegistryNotReady

raise AppRegistryNotReady("Apps aren't loaded yet.")
