"""The gate as a queryset expression, for lists: the same answers as `certification.rules.gate.decide`."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from certification.enums import TRAINING_REQUIREMENTS, FactKind, Requirement, Standing
from certification.models import Supporter
from certification.rules.gate import (
    FACT_OF_REQUIREMENT,
    Decision,
    Terms,
    decide,
    signs_of_activity,
)
from certification.selectors.certificates import certificates_not_revoked
from certification.selectors.facts import facts_in_force, facts_of, facts_of_outer, terms_on


def with_standing(
    supporters: QuerySet[Supporter], on: dt.date, terms: Terms | None = None
) -> QuerySet[Supporter]:
    """Annotate supporters with `met_<requirement>` (booleans), `modules_done` and `standing` on a date.

    Without a policy in force nobody meets anything: everybody is in training.
    """
    terms = terms or terms_on(on) or Terms(0, (), ())
    supporters = supporters.annotate(modules_done=_modules_done(terms, on))
    asked = [Requirement(name) for name in terms.requirements]
    supporters = supporters.annotate(
        **{f"met_{requirement}": _met(requirement, terms, on) for requirement in asked}
    )
    all_met = Q(pk__isnull=bool(not asked))
    for requirement in asked:
        all_met &= Q(**{f"met_{requirement}": True})
    return supporters.annotate(
        standing=Case(
            When(_covered(FactKind.LEFT, on), then=Value(Standing.INACTIVE)),
            When(_covered(FactKind.HOLD, on), then=Value(Standing.PAUSED)),
            When(all_met, then=Value(Standing.ACTIVE)),
            When(_was_active(asked, on), then=Value(Standing.LAPSED)),
            When(_covered(FactKind.CERTIFICATE, on), then=Value(Standing.AWAITING_ENDORSEMENT)),
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
    asked = [name for name in TRAINING_REQUIREMENTS if terms and name in terms.requirements]
    if not asked:
        return Supporter.objects.none()
    certified = Exists(certificates_not_revoked().filter(supporter=OuterRef("pk")))
    earned = with_standing(Supporter.objects.filter(~certified), on, terms)
    return earned.filter(**{f"met_{name}": True for name in asked}).exclude(
        Q(standing=Standing.INACTIVE)
    )


def decisions_for(supporters: Iterable[int], on: dt.date) -> dict[int, Decision]:
    """The pure gate's decisions for supporters' ids: three statements, however many there are."""
    terms = terms_on(on) or Terms(0, (), ())
    return {pk: decide(terms, facts, on) for pk, facts in facts_of(supporters).items()}


def _covered(kind: FactKind, on: dt.date) -> Exists:
    return Exists(facts_in_force(kind, on))


def _was_active(asked: Iterable[Requirement], on: dt.date) -> Q:
    signs = Q()
    for kind in signs_of_activity(asked):
        signs &= Q(_began(kind, on))
    return signs


def _began(kind: FactKind, on: dt.date) -> Exists:
    return Exists(
        facts_of_outer(kind).filter(
            Q(f_until__isnull=True) | Q(f_until__gt=F("f_since")), f_since__lte=on
        )
    )


def _met(requirement: Requirement, terms: Terms, on: dt.date) -> Case | Exists:
    if requirement == Requirement.TRAINING:
        enough = Q(modules_done=len(terms.modules)) if terms.modules else Q(pk__isnull=True)
        return Case(
            When(enough, then=Value(True)), default=Value(False), output_field=BooleanField()
        )
    if requirement == Requirement.NO_HOLD:
        return ~_covered(FactKind.HOLD, on)  # type: ignore[return-value]
    return _covered(FACT_OF_REQUIREMENT[requirement], on)


def _modules_done(terms: Terms, on: dt.date) -> Coalesce:
    done = (
        facts_in_force(FactKind.COMPLETION, on)
        .filter(edition__module__in=terms.modules)
        .values("person")
        .annotate(modules=Count("edition__module", distinct=True))
        .values("modules")
    )
    return Coalesce(Subquery(done, output_field=IntegerField()), Value(0))
