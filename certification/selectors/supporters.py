"""Who is on the path or on the roster."""

from django.db.models import QuerySet, Value

from certification.models import Supporter
from portal.accounts.models import Person
from portal.common.roles import Role


def supporter_of(person: Person) -> Supporter | None:
    """The supporter's row of a person, if they are on the path."""
    return Supporter.objects.filter(person=person).first()


def supporter_seen(number: int) -> Supporter | None:
    """A supporter by number, with the person."""
    return Supporter.objects.select_related("person").filter(pk=number).first()


def supporter_role(person: int) -> QuerySet:
    """The role "supporter" of a person who is on the path or the roster, as a one-column queryset."""
    return (
        Supporter.objects.filter(person=person)
        .annotate(role=Value(Role.SUPPORTER.value))
        .values_list("role")
    )
