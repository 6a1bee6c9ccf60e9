"""Endorsements, and decisions not to endorse."""

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from certification.enums import LeaderDecision
from certification.models import Endorsement, Fact
from certification.rules.gate import Terms
from certification.rules.requirements.certificate import CERTIFICATE
from certification.rules.requirements.endorsement import ENDORSEMENT
from certification.selectors.sources import NO_SUBJECT, Circumstance, FactSource, first_of
from portal.common.intervals import covers


def _rows() -> QuerySet:
    # It says that its certificate's holder is endorsed: what was certified in error takes the endorsement with it.
    ends = first_of("lapses_on", "withdrawn_on", "certificate__revoked_on")
    return Endorsement.objects.filter(decision=LeaderDecision.ENDORSED).annotate(
        f_since=F("signed_on"), f_until=ends, f_subject=NO_SUBJECT
    )


def declines_on(on: dt.date) -> QuerySet[Endorsement]:
    """The last decisions about supporters, where they declined under a certificate in force."""
    newest = Endorsement.objects.filter(
        supporter=OuterRef("supporter"), signed_on__lte=on
    ).order_by("-signed_at", "-pk")
    in_force_now = Fact.objects.filter(
        covers(on),
        supporter=OuterRef("supporter"),
        kind=CERTIFICATE,
        source=OuterRef("certificate"),
    )
    return Endorsement.objects.filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on),
        Exists(in_force_now),
        decision=LeaderDecision.DECLINED,
        pk=Subquery(newest.values("pk")[:1]),
    )


def declined_on(on: dt.date) -> Exists:
    """Whether the last decision about the supporter of an outer query declined under a certificate in force."""
    return Exists(declines_on(on).filter(supporter=OuterRef("pk")))


def _declines(terms: Terms, on: dt.date) -> QuerySet[Endorsement]:
    return declines_on(on)


FACTS = FactSource(ENDORSEMENT, _rows, owner="supporter", of_supporter="pk")
CIRCUMSTANCES = {"declined": Circumstance(_declines, owner="supporter", of_supporter="pk")}
