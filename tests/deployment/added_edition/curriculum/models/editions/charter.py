"""The charter as editions."""

from django.db import models
from django.utils.translation import gettext_lazy as marked

from curriculum.models.learning import Completion
from curriculum.models.published import PublishedText, edition_rules
from portal.common.audit import Trail


class CharterEdition(PublishedText):
    """The program's charter as published. Everyone who finished a module is asked to read it."""

    code = "charter"
    subject = marked("The charter changed")

    html = models.TextField()

    history = Trail(excluded_fields=["html"])

    class Meta:
        ordering = ["number"]
        constraints = [
            *edition_rules("charter"),
            models.UniqueConstraint(fields=["number"], name="charter_number_once"),
        ]

    def readers_before(self) -> models.QuerySet:
        """Completions of any module."""
        return Completion.objects.all()
