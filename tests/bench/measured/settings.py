"""The settings of `make run` with the measure beside the portal. DATABASE_URL and PORTAL_VAR choose the rest."""

from portal.settings.dev import *  # noqa: F403
from portal.settings.dev import INSTALLED_APPS as _APPS
from portal.settings.dev import MIDDLEWARE as _MIDDLEWARE

INSTALLED_APPS = [*_APPS, "measured.bare"]
MIDDLEWARE = ["measured.counting.Counting", *_MIDDLEWARE]
ROOT_URLCONF = "measured.urls"
WSGI_APPLICATION = "measured.web.application"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
# A signature in the last minute of a long run is as fresh as in the first.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 86_400
