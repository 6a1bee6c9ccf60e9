"""The portal as a WSGI application."""

import os
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

from portal.settings.start import read_settings

read_settings()
_django = get_wsgi_application()

# It has models, which are there only now.
from portal.common import installation  # noqa: E402

installation.begin()
_variables = frozenset(os.environ)


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer a request, without the process's environment, which servers put into every request.

    A signature that waits for the password keeps its request in the session: without this, the secret key and the
    database's password would stand there beside it.
    """
    request = {name: value for name, value in environ.items() if name not in _variables}
    return _django(request, start_response)
