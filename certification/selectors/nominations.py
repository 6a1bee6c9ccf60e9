"""Reads about nominations."""

from django.db.models import QuerySet

from certification.models import Nomination
from portal.accounts.models import Person


def every_nomination() -> QuerySet[Nomination]:
    """All nominations, answered or not, with both people: for the coordinator."""
    return Nomination.objects.select_related("nominator", "nominee")


def nominations_of(person: Person) -> QuerySet[Nomination]:
    """The nominations that this person may answer or has answered, the newest first."""
    return (
        Nomination.objects.filter(nominee=person)
        .select_related("nominator")
        .order_by("-nominated_at", "-pk")
    )
