"""The roles of the portal, and which of them a person holds today."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    SUPPORTER = "supporter", _("Peer supporter")
    FACILITATOR = "facilitator", _("Facilitator")
    SECTION_LEADER = "section_leader", _("Section head or other leader")
    COORDINATOR = "coordinator", _("Coordinator")
    EDITOR = "editor", _("Editor")
    LEGAL_REVIEWER = "legal_reviewer", _("Legal reviewer")
    RISK_REVIEWER = "risk_reviewer", _("Risk reviewer")


RoleSource = Callable[[int], models.QuerySet]
_role_sources: list[RoleSource] = []


def register_role_source(source: RoleSource) -> RoleSource:
    """Let a room say which roles follow from its facts.

    `source(person's id)` returns a queryset of one column, the role's value. All sources are asked in one
    SQL statement.
    """
    _role_sources.append(source)
    return source


def roles_of(person: Any) -> frozenset[str]:
    """The roles that a person holds today; none for a visitor or a deactivated person."""
    if not person.is_authenticated or not person.is_active:
        return frozenset()
    if not hasattr(person, "_roles_today"):
        person._roles_today = frozenset(role for (role,) in _from_every_source(person.pk))
    return person._roles_today


def _from_every_source(person: int) -> models.QuerySet:
    first, *others = [source(person).order_by() for source in _role_sources]
    return first.union(*others)


def forget_roles(person: Any) -> None:
    """Ask again: call it after changing a role of a person object that is in use."""
    person.__dict__.pop("_roles_today", None)
