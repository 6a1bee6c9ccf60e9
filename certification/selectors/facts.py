"""The dated facts of supporters, each as an interval [f_since, f_until).

`fact_rows` is the one place that says in SQL when a fact begins and ends. `facts_of` loads them for the
pure gate in one statement; `certification.selectors.standing` asks them inside a queryset expression.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Least

from certification.enums import Decision, FactKind, NominationStatus
from certification.models import (
    Attestation,
    Certificate,
    Endorsement,
    Hold,
    Nomination,
    Policy,
    Supporter,
)
from certification.rules.gate import Facts, Interval, Terms
from curriculum.enums import Change, Outcome, SessionKind
from curriculum.models import (
    Acceptance,
    Attendance,
    Completion,
    Edition,
    ExpectationsEdition,
    Module,
)
from portal.accounts.models import Person

_NEVER = Value(None, output_field=DateField())


def _first(*dates: str) -> Least | Coalesce | F:
    """The earliest of dates of which the first is never null (SQLite's LEAST is null if one is)."""
    sure, *others = dates
    return Least(F(sure), *(Coalesce(F(name), F(sure)) for name in others))


def _replaced_on(editions: QuerySet) -> Subquery:
    """The date on which a later material edition stops an earlier one from counting."""
    due = editions.filter(change=Change.MATERIAL, number__gt=OuterRef("edition__number"))
    return Subquery(
        due.order_by().values("change").annotate(first=Min("due_on")).values("first"),
        output_field=DateField(),
    )


def _nominations() -> QuerySet:
    rows = Nomination.objects.filter(status=NominationStatus.ACCEPTED)
    return rows.annotate(
        f_supporter=F("nominee__supporter"), f_since=F("answered_on"), f_until=_NEVER
    )


def _good_standing() -> QuerySet:
    return Attestation.objects.annotate(
        f_supporter=F("supporter"),
        f_since=F("signed_on"),
        f_until=_first("lapses_on", "withdrawn_on"),
    )


def _completions() -> QuerySet:
    later = Edition.objects.filter(module=OuterRef("edition__module"))
    return Completion.objects.annotate(
        f_supporter=F("person__supporter"),
        f_module=F("edition__module"),
        f_since=F("completed_on"),
        f_until=_replaced_on(later),
    )


def _live_sessions() -> QuerySet:
    rows = Attendance.objects.filter(
        superseded_by__isnull=True,
        outcome=Outcome.ATTENDED,
        session__kind=SessionKind.FOUNDATIONAL,
    )
    return rows.annotate(f_supporter=F("person__supporter"), f_since=F("held_on"), f_until=_NEVER)


def _expectations() -> QuerySet:
    return Acceptance.objects.annotate(
        f_supporter=F("person__supporter"),
        f_since=F("signed_on"),
        f_until=_replaced_on(ExpectationsEdition.objects.all()),
    )


def _certificates() -> QuerySet:
    return Certificate.objects.annotate(
        f_supporter=F("supporter"),
        f_since=F("issued_on"),
        f_until=_first("expires_on", "revoked_on"),
    )


def _endorsements() -> QuerySet:
    return Endorsement.objects.filter(decision=Decision.ENDORSED).annotate(
        f_supporter=F("supporter"),
        f_since=F("signed_on"),
        f_until=_first("lapses_on", "withdrawn_on"),
    )


def _holds() -> QuerySet:
    return Hold.objects.annotate(f_supporter=F("supporter"), f_since=F("since"), f_until=F("until"))


def _departures() -> QuerySet:
    rows = Person.objects.filter(left_on__isnull=False)
    return rows.annotate(f_supporter=F("supporter"), f_since=F("left_on"), f_until=_NEVER)


_ROWS: dict[str, Callable[[], QuerySet]] = {
    FactKind.NOMINATION: _nominations,
    FactKind.GOOD_STANDING: _good_standing,
    FactKind.COMPLETION: _completions,
    FactKind.LIVE_SESSION: _live_sessions,
    FactKind.EXPECTATIONS: _expectations,
    FactKind.CERTIFICATE: _certificates,
    FactKind.ENDORSEMENT: _endorsements,
    FactKind.HOLD: _holds,
    FactKind.LEFT: _departures,
}


def fact_rows(kind: FactKind) -> QuerySet:
    """All facts of a kind with `f_supporter` (id), `f_since` and `f_until`; completions also `f_module`."""
    return _ROWS[kind]().order_by()


def facts_in_force(kind: FactKind, on: dt.date) -> QuerySet:
    """Facts of a kind that cover a date, of the supporter of an outer query (`OuterRef("pk")`)."""
    return fact_rows(kind).filter(
        Q(f_until__isnull=True) | Q(f_until__gt=on), f_supporter=OuterRef("pk"), f_since__lte=on
    )


def counting(kind: FactKind, supporters: Iterable[int], on: dt.date) -> QuerySet:
    """Facts of a kind that cover a date, of the supporters with these ids."""
    return fact_rows(kind).filter(
        Q(f_until__isnull=True) | Q(f_until__gt=on),
        f_supporter__in=list(supporters),
        f_since__lte=on,
    )


def facts_of(supporters: Iterable[int]) -> dict[int, Facts]:
    """The facts of the supporters with these ids, in one statement; who has none gets empty `Facts`."""
    ids = list(supporters)
    found: dict[int, tuple[dict, dict]] = {pk: (defaultdict(list), defaultdict(list)) for pk in ids}
    first, *others = [_as_columns(kind).filter(f_supporter__in=ids) for kind in FactKind]
    for kind, supporter, module, since, until in first.union(*others, all=True):
        intervals, completions = found[supporter]
        into = completions[module] if kind == FactKind.COMPLETION else intervals[kind]
        into.append(Interval(since, until))
    return {
        pk: Facts(
            {kind: tuple(rows) for kind, rows in intervals.items()},
            {module: tuple(rows) for module, rows in completions.items()},
        )
        for pk, (intervals, completions) in found.items()
    }


def _as_columns(kind: FactKind) -> QuerySet:
    rows = fact_rows(kind).annotate(f_kind=Value(kind.value, output_field=CharField()))
    if kind != FactKind.COMPLETION:
        none = Cast(Value(None), BigIntegerField())
        rows = rows.annotate(f_module=none)
    return rows.values_list("f_kind", "f_supporter", "f_module", "f_since", "f_until")


def policy_on(on: dt.date) -> Policy | None:
    """The policy in force on a date; None before the first."""
    return Policy.objects.filter(in_force_from__lte=on).order_by("-in_force_from").first()


def required_modules(policy: Policy, on: dt.date) -> QuerySet[Module]:
    """The modules that the policy's course consists of on a date: published by then and not retired."""
    published = Edition.objects.filter(module=OuterRef("pk"), published_on__lte=on)
    return Module.objects.filter(
        Exists(published),
        Q(retired_on__isnull=True) | Q(retired_on__gt=on),
        course=policy.course_id,
    )


def terms_on(on: dt.date) -> Terms | None:
    """The policy's terms on a date, for the gate (two statements); None before the first policy."""
    policy = policy_on(on)
    if policy is None:
        return None
    modules = required_modules(policy, on).order_by().values_list("pk", flat=True)
    return Terms(policy.number, tuple(policy.requirements), tuple(sorted(modules)))


def supporter_of(person: Person) -> Supporter | None:
    """The supporter's row of a person, if they are on the path."""
    return Supporter.objects.filter(person=person).first()
