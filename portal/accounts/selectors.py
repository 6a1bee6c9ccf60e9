"""Reads about people."""

from django.db.models import QuerySet

from portal.accounts.models import Person, RoleAssignment
from portal.common.intervals import covers
from portal.common.roles import Role
from portal.common.time import today


def assigned_roles(person: int) -> QuerySet:
    """The roles given to a person that are in force today, as a one-column queryset."""
    return _in_force().filter(person=person).values_list("role")


def people_with_role(role: Role) -> QuerySet[Person]:
    """People with access who hold an assigned role today."""
    return Person.objects.filter(
        is_active=True, pk__in=_in_force().filter(role=role).values("person")
    )


def person_with_email(email: str) -> Person | None:
    """The person with access whose address this is, in any case of letters."""
    return Person.objects.filter(email__iexact=email.strip(), is_active=True).first()


def _in_force() -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(covers(today()))
