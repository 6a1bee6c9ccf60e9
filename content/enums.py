"""The closed lists of the content."""

from django.db import models


class Confirmation(models.TextChoices):
    """How sure a text is. Only its owner makes it confirmed."""

    SEEN = "seen", "Read in its source, not confirmed yet"
    LEAD = "lead", "A lead: its owner must confirm it first"
    CONFIRMED = "confirmed", "Confirmed by its owner"
    MERGED = "merged", "Merged into another service"
    UNKNOWN = "unknown", "Not known yet: its owner supplies it"
