"""What a person did: where they stopped, and what they tried, finished and accepted.

Attempts and bookmarks are the person's own: nobody else sees them, they leave no history rows, and no
report reads them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.audit import Frozen, Trail
from portal.common.signatures import Signature


class Bookmark(models.Model):
    """How far a person has read an edition; `read` lists the slugs of finished sections."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey("curriculum.Edition", on_delete=models.PROTECT, related_name="+")
    read = models.JSONField(default=list)
    stopped_at = models.CharField(max_length=80, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "edition"], name="bookmark_once")]


class Attempt(Frozen):
    """One graded try at the knowledge check of an edition.

    `answers`: {question id: list of option ids, as chosen or as ordered}. `token` comes from the form:
    the same form sent twice is one attempt.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(
        "curriculum.Edition", on_delete=models.PROTECT, related_name="attempts"
    )
    token = models.UUIDField()
    answers = models.JSONField()
    wrong = models.JSONField(help_text=_("Ids of the questions answered wrongly."))
    score = models.PositiveSmallIntegerField(help_text=_("Percent."))
    passed = models.BooleanField()
    graded_at = models.DateTimeField()

    class Meta:
        ordering = ["graded_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "token"], name="attempt_form_counts_once")
        ]


class Completion(Frozen):
    """A person finished an edition."""

    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="completions"
    )
    edition = models.ForeignKey(
        "curriculum.Edition", on_delete=models.PROTECT, related_name="completions"
    )
    completed_at = models.DateTimeField()
    completed_on = models.DateField()

    history = Trail()

    class Meta:
        ordering = ["completed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "edition"], name="completion_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} finished {self.edition}"


class Acceptance(Signature, Frozen):
    """A person signed an edition of the expectations."""

    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="acceptances"
    )
    edition = models.ForeignKey(
        "curriculum.ExpectationsEdition", on_delete=models.PROTECT, related_name="acceptances"
    )

    history = Trail()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "edition"], name="acceptance_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} accepted {self.edition}"
