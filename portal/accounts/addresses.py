"""An email address as people type it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from portal.common.errors import Refusal

# What a mail server takes (RFC 5321) and what the tables hold.
LONGEST = 254


def read_address(typed: str) -> str:
    """The address in small letters, without spaces around it; refuses (`email`) what is none or is too long."""
    address = typed.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise _refusal() from None
    if len(address) > LONGEST:
        raise _refusal()
    return address


def _refusal() -> Refusal:
    return Refusal("Write an email address like name@hospital.org.", code="email", field="email")
