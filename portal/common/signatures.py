"""Signatures: who signed which exact text, when, and what signing meant.

The shape follows 21 CFR 11.50 (printed name, date and time, meaning); the text is kept whole and
hashed, so that a later edit of a template cannot change what was signed.
"""

import hashlib
import unicodedata

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.common.errors import Refusal


def fingerprint(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def require_printed_name(typed: str, *names: str, field: str = "printed_name") -> str:
    """The name as it was typed, with single spaces; refuses any name that is not one of `names` (`name`).

    Case, spacing and the kind of apostrophe or hyphen are ignored: a keyboard has one of each. Give the account's name, and the same
    with credentials if it has any.
    """
    printed = " ".join(typed.split())
    if _as_read(printed) not in {_as_read(name) for name in names}:
        raise Refusal(
            _("Write your name as it stands in your account: %(name)s.") % {"name": names[0]},
            code="name",
            field=field,
        )
    return printed


# What word processors and other systems write, and the key that people have for it.
_AS_TYPED = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bb\u02bc\u00b4\u0060\u2032\uff07"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"), "-"),
}


def _as_read(name: str) -> str:
    # First: the normal form takes an acute accent that stands alone for a space with an accent.
    plain = unicodedata.normalize("NFKC", name.translate(_AS_TYPED))
    return " ".join(plain.split()).casefold()


class Signature(models.Model):
    """The fields of a signed record; mixed into acceptances, attestations and endorsements."""

    printed_name = models.CharField(max_length=200)
    meaning = models.CharField(max_length=200)
    statement = models.TextField()
    statement_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_on = models.DateField(
        help_text=gettext_lazy("The date of signed_at in the program's zone.")
    )

    class Meta:
        abstract = True
