"""Reads about nominations."""

from django.db.models import QuerySet

from certification.models import Nomination
from portal.accounts.models import Person


def nominations_of(person: Person) -> QuerySet[Nomination]:
    """The nominations that this person may answer or has answered, the newest first."""
    return (
        Nomination.objects.filter(nominee=person)
        .select_related("nominator")
        .order_by("-nominated_at", "-pk")
    )
