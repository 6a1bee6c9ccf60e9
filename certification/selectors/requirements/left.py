"""People who left the program: no requirement, but a fact that ends every standing."""

from django.db.models import F, QuerySet

from certification.rules.gate import LEFT
from certification.selectors.sources import NEVER, NO_SUBJECT, FactSource
from portal.accounts.models import Person


def _rows() -> QuerySet:
    rows = Person.objects.filter(left_on__isnull=False)
    return rows.annotate(f_since=F("left_on"), f_until=NEVER, f_subject=NO_SUBJECT)


FACTS = FactSource(LEFT, _rows, owner="pk", of_supporter="person")
