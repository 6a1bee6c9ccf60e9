"""The portal as a WSGI application."""

from django.core.wsgi import get_wsgi_application

from portal.settings.start import read_settings

read_settings()
application = get_wsgi_application()
