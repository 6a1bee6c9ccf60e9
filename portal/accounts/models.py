"""People, and the roles assigned to them."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.common.audit import Kept, TrackedQuerySet, Trail
from portal.common.roles import Role
from portal.common.time import today


class PersonManager(BaseUserManager["Person"].from_queryset(TrackedQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str, **fields: Any) -> "Person":
        return self.create_user(email, password, is_superuser=True, **fields)


def with_credentials(name: str, credentials: str) -> str:
    """A name as it appears in texts: "Dana Example, MD"."""
    return f"{name}, {credentials}" if credentials else name


class Person(Kept, AbstractBaseUser, PermissionsMixin):
    """A colleague with an account. Leavers keep their row but lose access."""

    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(max_length=150, help_text=_("As it should stand on a certificate."))
    credentials = models.CharField(
        max_length=40, blank=True, help_text=_("For example MD, DO, NP.")
    )
    is_active = models.BooleanField(default=True)
    left_on = models.DateField(null=True, blank=True, help_text=_("The first day without access."))
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()
    history = Trail(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once_in_any_case"),
            models.CheckConstraint(
                condition=Q(is_active=True) | Q(left_on__isnull=False),
                name="person_without_access_has_left",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Name with credentials: "Dana Example, MD"."""
        return with_credentials(self.name, self.credentials)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.is_active and self.left_on is None:
            self.left_on = today()
        # Django stores each sign-in: a history of those would show who was at work, and when.
        is_sign_in = set(kwargs.get("update_fields") or ()) == {"last_login"}
        if is_sign_in:
            self.skip_history_when_saving = True
        try:
            super().save(*args, **kwargs)
        finally:
            if is_sign_in:
                del self.skip_history_when_saving


ASSIGNED_ROLES = [
    Role.FACILITATOR,
    Role.COORDINATOR,
    Role.EDITOR,
    Role.LEGAL_REVIEWER,
    Role.RISK_REVIEWER,
]


class RoleAssignment(Kept):
    """A role given to a person from a date. Supporters and section leaders get theirs from facts elsewhere."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_assignments")
    role = models.CharField(max_length=20, choices=[(r.value, r.label) for r in ASSIGNED_ROLES])
    since = models.DateField()
    until = models.DateField(null=True, blank=True, help_text=_("The first day without the role."))

    history = Trail()

    class Meta:
        ordering = ["person", "role", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[r.value for r in ASSIGNED_ROLES]), name="role_is_assignable"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="role_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(until__isnull=True),
                name="role_held_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"
