"""Reads of certification."""

from django.db.models import QuerySet, Value

from certification.models import Supporter
from portal.common.roles import Role


def supporter_role(person: int) -> QuerySet:
    """The role "supporter" for who is on the path or the roster, as a one-column queryset."""
    return (
        Supporter.objects.filter(person=person)
        .annotate(role=Value(Role.SUPPORTER.value))
        .values_list("role")
    )
