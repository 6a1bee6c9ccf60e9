"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest

from portal.common.sessions import lasting_of


def site(request: HttpRequest) -> dict[str, object]:
    """The program's name and office, and for how long the person stays signed in."""
    return {
        "lasting": lambda: lasting_of(request.session),
        "program_name": settings.PROGRAM_NAME,
        "program_office_email": settings.PROGRAM_OFFICE_EMAIL,
    }
