"""The frozen document that says the training was completed."""

from hashlib import sha256

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.common.audit import Kept, Trail


class Certificate(Kept):
    """A certificate as issued. The claims are copied into it, and the bytes are stored: neither follows later
    changes of a name, a course or a template. Only `revoked_on` and `superseded_by` may be set later.
    """

    FROZEN = (
        "supporter_id",
        "sequence",
        "code",
        "holder",
        "course",
        "editions",
        "minutes",
        "issued_at",
        "issued_on",
        "expires_on",
        "document_hash",
    )

    supporter = models.ForeignKey(
        "certification.Supporter", on_delete=models.PROTECT, related_name="certificates"
    )
    sequence = models.PositiveSmallIntegerField(
        help_text=_("1 for the first; a renewal is the next.")
    )
    code = models.CharField(max_length=20, unique=True)
    holder = models.CharField(max_length=200)
    course = models.CharField(max_length=200)
    # List of {"title", "number", "minutes", "hash"}: the editions that were completed.
    editions = models.JSONField()
    minutes = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField()
    issued_on = models.DateField()
    expires_on = models.DateField(help_text=_("The first day on which it is no longer valid."))
    document = models.BinaryField()
    document_hash = models.CharField(max_length=64)
    revoked_on = models.DateField(null=True, blank=True)
    superseded_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    history = Trail(excluded_fields=["document"])

    _as_stored: dict[str, object] = {}

    class Meta:
        ordering = ["issued_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supporter", "sequence"], name="certificate_issued_once"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("issued_on")), name="certificate_valid_after_issue"
            ),
        ]

    def __str__(self) -> str:
        return f"Certificate {self.code} of {self.holder}"

    def get_absolute_url(self) -> str:
        return reverse("certification:verify", args=[self.code])

    @classmethod
    def from_db(cls, db, field_names, values):  # type: ignore[no-untyped-def]
        certificate = super().from_db(db, field_names, values)
        certificate._note_as_stored()
        return certificate

    def save(self, *args: object, **kwargs: object) -> None:
        for name, stored in self._as_stored.items():
            if getattr(self, name) != stored:
                raise TypeError(f"{name} of a certificate never changes: issue another.")
        document = self.__dict__.get("document")
        if document is not None and sha256(document).hexdigest() != self.document_hash:
            raise TypeError("The document of a certificate never changes: issue another.")
        super().save(*args, **kwargs)  # type: ignore[arg-type]
        self._note_as_stored()

    def _note_as_stored(self) -> None:
        self._as_stored = {
            name: self.__dict__[name] for name in self.FROZEN if name in self.__dict__
        }
