"""Whom a new edition reaches."""

from django.db.models import Exists, OuterRef, QuerySet

from certification.models import Supporter
from curriculum.models import Acceptance, Completion, Edition, ExpectationsEdition


def supporters_to_look_again(edition: Edition | ExpectationsEdition) -> QuerySet[Supporter]:
    """Supporters with access whom a material edition asks to look again, by name.

    They finished, or signed, an edition before it. A module's first edition asks who began the course without it:
    they finished another module of it.
    """
    person = OuterRef("person")
    if isinstance(edition, ExpectationsEdition):
        done: QuerySet = Acceptance.objects.filter(edition__number__lt=edition.number)
    elif edition.number == 1:
        done = Completion.objects.filter(edition__module__course=edition.module.course_id)
    else:
        done = Completion.objects.filter(
            edition__module=edition.module_id, edition__number__lt=edition.number
        )
    reached = Supporter.objects.filter(Exists(done.filter(person=person)), person__is_active=True)
    return reached.select_related("person").order_by("person__name", "pk")
