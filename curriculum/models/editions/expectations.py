"""The expectations as editions."""

from django.db import models
from django.utils.translation import gettext_lazy as marked

from curriculum.models.learning import Acceptance
from curriculum.models.published import PublishedText, edition_rules
from portal.common.audit import Trail


class ExpectationsEdition(PublishedText):
    """The expectations as published: what a supporter undertakes."""

    code = "expectations"
    subject = marked("The expectations changed")
    notice = "expectations_changed"

    intro = models.TextField()
    items = models.JSONField()
    meaning = models.CharField(max_length=200)

    history = Trail(excluded_fields=["intro", "items"])

    class Meta:
        ordering = ["number"]
        constraints = [
            *edition_rules("expectations"),
            models.UniqueConstraint(fields=["number"], name="expectations_number_once"),
        ]

    def readers_before(self) -> models.QuerySet:
        """Signatures of earlier editions."""
        return Acceptance.objects.filter(edition__number__lt=self.number)
