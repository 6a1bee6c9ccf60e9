"""Signatures: who signed which exact text, when, and what signing meant.

The shape follows 21 CFR 11.50 (printed name, date and time, meaning); the text is kept whole and
hashed, so that a later edit of a template cannot change what was signed.
"""

import hashlib

from django.db import models


def fingerprint(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


class Signature(models.Model):
    """The fields of a signed record; mixed into acceptances, attestations and endorsements."""

    printed_name = models.CharField(max_length=200)
    meaning = models.CharField(max_length=200)
    statement = models.TextField()
    statement_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_on = models.DateField(help_text="The date of signed_at in the program's zone.")

    class Meta:
        abstract = True
