"""The closed lists of the content."""

from django.db import models


class Confirmation(models.TextChoices):
    """How sure a text is."""

    SEEN = "seen", "Confirmed with its source"
    LEAD = "lead", "For its owner to confirm"
    MERGED = "merged", "Merged into another service"
    UNKNOWN = "unknown", "Not known yet: its owner supplies it"
