"""The closed lists of the content."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Confirmation(models.TextChoices):
    """How sure a text is. Only its owner makes it confirmed."""

    SEEN = "seen", _("Read in its source, not confirmed yet")
    LEAD = "lead", _("A lead: its owner must confirm it first")
    CONFIRMED = "confirmed", _("Confirmed by its owner")
    MERGED = "merged", _("Merged into another service")
    UNKNOWN = "unknown", _("Not known yet: its owner supplies it")
