"""An email address as people type it."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from portal.common.errors import Refusal

# What a mail server takes (RFC 5321) and what the tables hold.
LONGEST = 254


def read_address(typed: str) -> str:
    """The address in lowercase, out of what people paste: `Name <name@host>`, `mailto:name@host`, `name@host;`.

    Refuses anything that is not one address, or is too long (`email`).
    """
    address = _bare(typed).lower()
    try:
        validate_email(address)
    except ValidationError:
        raise _refusal() from None
    if len(address) > LONGEST:
        raise _refusal()
    return address


def read_hospital_address(typed: str) -> str:
    """`read_address`, at one of the hospital's domains where HOSPITAL_DOMAINS names any (`domain`)."""
    address = read_address(typed)
    domains = settings.HOSPITAL_DOMAINS
    host = address.rpartition("@")[2]
    if domains and not any(host == each or host.endswith(f".{each}") for each in domains):
        raise Refusal(
            _("Use the colleague’s hospital address, which ends in %(domains)s.")
            % {"domains": get_text_list([f"@{each}" for each in domains], _("or"))},
            code="domain",
            field="email",
        )
    return address


def _bare(typed: str) -> str:
    text = typed.strip().strip(";,").strip()
    named = re.fullmatch(r"[^<>]*<([^<>]+)>", text)
    if named:
        text = named[1].strip()
    return re.sub(r"^mailto:", "", text, flags=re.IGNORECASE).partition("?")[0].strip()


def _refusal() -> Refusal:
    return Refusal(_("Write an email address like name@hospital.org."), code="email", field="email")
