"""Reads about nominations."""

from django.db.models import Q, QuerySet

from certification.enums import NominationStatus
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


def nominations_to_answer(person: Person) -> QuerySet[Nomination]:
    """The nominations that wait for this person's answer, the newest first."""
    return (
        Nomination.objects.filter(nominee=person, status=NominationStatus.OPEN)
        .select_related("nominator")
        .order_by("-nominated_at", "-pk")
    )


def unanswered_nominations() -> QuerySet[Nomination]:
    """Nominations that nobody answered: first those that wait for an account (`nominee` is null), then the oldest."""
    return (
        Nomination.objects.filter(status=NominationStatus.OPEN)
        .select_related("nominator", "nominee")
        .annotate(has_account=Q(nominee__isnull=False))
        .order_by("has_account", "nominated_at", "pk")
    )
