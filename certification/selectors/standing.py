"""The gate as a queryset expression, for lists: the same answers as `certification.rules.gate.decide`."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from certification.enums import Standing
from certification.models import Supporter
from certification.rules.gate import (
    LEFT,
    NO_TERMS,
    Decision,
    Terms,
    decide,
    signs_of_activity,
    training_of,
)
from certification.rules.kinds import Asked
from certification.rules.requirements import kinds
from certification.rules.requirements.certificate import CERTIFICATE
from certification.rules.requirements.no_hold import HOLD
from certification.selectors.certificates import certificates_not_revoked
from certification.selectors.facts import facts_in_force, facts_of, facts_of_outer
from certification.selectors.policy import terms_on
from certification.selectors.sources import met_by


def with_standing(
    supporters: QuerySet[Supporter], on: dt.date, terms: Terms | None = None
) -> QuerySet[Supporter]:
    """Annotate supporters with `met_<requirement>` (booleans) and `standing` on a date.

    Without a policy in force nobody meets anything: everybody is in training.
    """
    terms = terms or terms_on(on) or NO_TERMS
    supporters = supporters.annotate(
        **{f"met_{asked.kind}": _met(asked, on) for asked in terms.asked}
    )
    all_met = Q(pk__isnull=not terms.asked)
    for requirement in terms.requirements:
        all_met &= Q(**{f"met_{requirement}": True})
    return supporters.annotate(
        standing=Case(
            When(_covered(LEFT, on), then=Value(Standing.INACTIVE)),
            When(_covered(HOLD, on), then=Value(Standing.PAUSED)),
            When(all_met, then=Value(Standing.ACTIVE)),
            When(_was_active(terms.requirements, on), then=Value(Standing.LAPSED)),
            When(_covered(CERTIFICATE, on), then=Value(Standing.AWAITING_ENDORSEMENT)),
            default=Value(Standing.IN_TRAINING),
            output_field=CharField(),
        )
    )


def active_supporters(on: dt.date) -> QuerySet[Supporter]:
    """Supporters who are active on a date."""
    return with_standing(Supporter.objects.all(), on).filter(Q(standing=Standing.ACTIVE))


def supporters_due_a_certificate(on: dt.date) -> QuerySet[Supporter]:
    """Who has met every training requirement that the policy asks for, has no certificate that stands, and is here."""
    terms = terms_on(on)
    asked = training_of(terms.requirements) if terms else ()
    if not asked:
        return Supporter.objects.none()
    certified = Exists(certificates_not_revoked().filter(supporter=OuterRef("pk")))
    earned = with_standing(Supporter.objects.filter(~certified), on, terms)
    return earned.filter(**{f"met_{name}": True for name in asked}).exclude(
        Q(standing=Standing.INACTIVE)
    )


def decisions_for(
    supporters: Iterable[int], on: dt.date, terms: Terms | None = None
) -> dict[int, Decision]:
    """The pure gate's decisions for supporters' ids: three statements, however many there are.

    Whoever has the terms of the date already saves two of them.
    """
    terms = terms or terms_on(on) or NO_TERMS
    return {pk: decide(terms, facts, on) for pk, facts in facts_of(supporters).items()}


def _covered(kind: str, on: dt.date) -> Exists:
    return Exists(facts_in_force(kind, on))


def _was_active(asked: Iterable[str], on: dt.date) -> Q:
    signs = Q()
    for kind in signs_of_activity(asked):
        signs &= Q(_began(kind, on))
    return signs


def _began(kind: str, on: dt.date) -> Exists:
    return Exists(
        facts_of_outer(kind).filter(
            Q(f_until__isnull=True) | Q(f_until__gt=F("f_since")), f_since__lte=on
        )
    )


def _met(asked: Asked, on: dt.date) -> Any:
    special = met_by().get(asked.kind)
    return special(asked, on) if special else _covered(kinds()[asked.kind].fact, on)
