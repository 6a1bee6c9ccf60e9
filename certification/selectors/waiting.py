"""Who must act next, for lists: the same answers as `certification.rules.waiting.waits_on`."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import fields

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from certification.enums import (
    TRAINING_REQUIREMENTS,
    Actor,
    Decision,
    FactKind,
    NominationStatus,
    Requirement,
)
from certification.models import Endorsement, Nomination, Supporter
from certification.rules.gate import Terms
from certification.rules.waiting import Circumstances
from certification.selectors.facts import fact_rows, facts_in_force
from curriculum.enums import SessionKind, SignUpStatus
from curriculum.models import Attendance, SignUp
from portal.common.intervals import covers
from portal.common.time import start_of
from portal.sections.models import Leadership, Membership


def circumstances_of(supporters: Iterable[int], on: dt.date) -> dict[int, Circumstances]:
    """The circumstances of the supporters with these ids on a date, in one statement."""
    names = [field.name for field in fields(Circumstances)]
    asked = with_circumstances(Supporter.objects.filter(pk__in=list(supporters)), on)
    return {row.pop("pk"): Circumstances(**row) for row in asked.order_by().values("pk", *names)}


def with_circumstances(supporters: QuerySet[Supporter], on: dt.date) -> QuerySet[Supporter]:
    """Annotate supporters with the fields of `Circumstances`."""
    return supporters.annotate(**_circumstances(on))


def with_waits_on(
    supporters: QuerySet[Supporter], on: dt.date, terms: Terms
) -> QuerySet[Supporter]:
    """Annotate supporters that `with_standing` annotated under the same terms with `waits_on`, an `Actor`."""
    asked = [Requirement(name) for name in terms.requirements]
    held = Exists(facts_in_force(FactKind.HOLD, on))
    around = _circumstances(on)
    branches = [
        When(Exists(facts_in_force(FactKind.LEFT, on)), then=Value(Actor.NOBODY)),
        When(around["hold_is_open"], then=Value(Actor.COORDINATOR)),
        When(held, then=Value(Actor.NOBODY)),
    ]
    for requirement in asked:
        for condition, actor in _who_acts(requirement, asked, around):
            unmet = Q(**{f"met_{requirement}": False})
            branches.append(When(unmet & condition, then=Value(actor)))
    return supporters.annotate(
        waits_on=Case(*branches, default=Value(Actor.NOBODY), output_field=CharField())
    )


def _who_acts(
    requirement: Requirement, asked: list[Requirement], around: dict[str, Exists]
) -> list[tuple[Q, Actor]]:
    """For an unmet requirement: conditions in order, and who must act under each."""
    always, is_ = Q(), {name: Q(exists) for name, exists in around.items()}
    if requirement == Requirement.CERTIFICATE:
        done = Q()
        for training in TRAINING_REQUIREMENTS:
            if training in asked:
                done &= Q(**{f"met_{training}": True})
        return [(done, Actor.COORDINATOR)]
    return {
        Requirement.NOMINATION: [
            (is_["nominated"], Actor.SUPPORTER),
            (always, Actor.COORDINATOR),
        ],
        Requirement.GOOD_STANDING: [
            (is_["has_leader"], Actor.SECTION_LEADER),
            (always, Actor.COORDINATOR),
        ],
        Requirement.TRAINING: [(always, Actor.SUPPORTER)],
        Requirement.LIVE_SESSION: [
            (~is_["has_place"] & is_["unmarked"], Actor.FACILITATOR),
            (~is_["has_place"], Actor.SUPPORTER),
        ],
        Requirement.EXPECTATIONS: [(always, Actor.SUPPORTER)],
        Requirement.ENDORSEMENT: [
            (is_["certified"] & is_["has_leader"] & ~is_["declined"], Actor.SECTION_LEADER),
            (is_["certified"], Actor.COORDINATOR),
        ],
        Requirement.NO_HOLD: [],
    }[requirement]


def _circumstances(on: dt.date) -> dict[str, Exists]:
    return {
        "has_leader": Exists(leaders_of_outer(on)),
        "nominated": Exists(
            Nomination.objects.filter(nominee=OuterRef("person"), status=NominationStatus.OPEN)
        ),
        # Who was marked absent in a session of this very day needs another one.
        "has_place": Exists(_unmarked_places().filter(session__starts_at__gte=start_of(on))),
        "unmarked": Exists(_unmarked_places().filter(session__starts_at__lt=start_of(on))),
        "certified": Exists(facts_in_force(FactKind.CERTIFICATE, on)),
        "declined": declined_on(on),
        "hold_is_open": Exists(facts_in_force(FactKind.HOLD, on).filter(f_until__isnull=True)),
    }


def leaders_of_outer(on: dt.date) -> QuerySet[Leadership]:
    """Leaders, other than the supporter of an outer query, of the section in which that supporter works."""
    works_in = Membership.objects.filter(covers(on), person=OuterRef(OuterRef("person")))
    return Leadership.objects.filter(
        covers(on), section__in=works_in.values("section"), person__is_active=True
    ).exclude(person=OuterRef("person"))


def _unmarked_places() -> QuerySet[SignUp]:
    marks = Attendance.objects.filter(session=OuterRef("session"), person=OuterRef("person"))
    return SignUp.objects.filter(
        ~Exists(marks),
        person=OuterRef("person"),
        status=SignUpStatus.PLACE,
        session__kind=SessionKind.FOUNDATIONAL,
        session__cancelled_at__isnull=True,
    )


def declined_on(on: dt.date) -> Exists:
    """Whether the last decision about the supporter of an outer query declined under a certificate in force."""
    newest = Endorsement.objects.filter(
        supporter=OuterRef("supporter"), signed_on__lte=on
    ).order_by("-signed_at", "-pk")
    in_force_now = fact_rows(FactKind.CERTIFICATE).filter(
        Q(f_until__gt=on), pk=OuterRef("certificate"), f_since__lte=on
    )
    last = Endorsement.objects.filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on),
        Exists(in_force_now),
        supporter=OuterRef("pk"),
        decision=Decision.DECLINED,
        pk=Subquery(newest.values("pk")[:1]),
    )
    return Exists(last)
