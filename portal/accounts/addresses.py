"""An email address as people type it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from portal.common.errors import Refusal

# What a mail server takes (RFC 5321) and what the tables hold.
LONGEST = 254


def read_address(typed: str) -> str:
    """The address in lowercase, without surrounding spaces.

    Refuses anything that is not an address, or is too long (`email`).
    """
    address = typed.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise _refusal() from None
    if len(address) > LONGEST:
        raise _refusal()
    return address


def _refusal() -> Refusal:
    return Refusal(_("Write an email address like name@hospital.org."), code="email", field="email")
