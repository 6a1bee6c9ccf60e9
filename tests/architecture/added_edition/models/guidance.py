"""Guidance as editions: read by people who finished a module."""

from django.db.models import QuerySet

from curriculum.models.editions.expectations import ExpectationsEdition
from curriculum.models.learning import Completion


class GuidanceEdition(ExpectationsEdition):
    """It shares a table, so that the test needs no migration."""

    code = "guidance"
    subject = "The guidance changed"

    class Meta:
        proxy = True

    def readers_before(self) -> QuerySet:
        """Everybody who finished a module."""
        return Completion.objects.all()
