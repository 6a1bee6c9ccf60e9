"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """The program's name and office."""
    return {
        "program_name": settings.PROGRAM_NAME,
        "program_office_email": settings.PROGRAM_OFFICE_EMAIL,
    }
