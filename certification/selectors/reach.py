"""The people a new edition reaches."""

from django.db.models import Exists, OuterRef, QuerySet

from certification.models import Supporter
from curriculum.models import PublishedText


def supporters_to_look_again(edition: PublishedText) -> QuerySet[Supporter]:
    """Supporters with access whom a material edition asks to look again, by name."""
    done = edition.readers_before().filter(person=OuterRef("person"))
    reached = Supporter.objects.filter(Exists(done), person__is_active=True)
    return reached.select_related("person").order_by("person__name", "pk")
