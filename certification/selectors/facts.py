"""The dated facts of supporters, each as an interval [f_since, f_until).

`fact_rows` is the one place that says in SQL when a fact begins and ends. `facts_of` loads them for the
pure gate in one statement; `certification.selectors.standing` asks them inside a queryset expression.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    Exists,
    F,
    Min,
    OuterRef,
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
    Retirement,
)
from portal.accounts.models import Person
from portal.common.intervals import covers
from portal.common.prepared import Prepared

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
    return rows.annotate(f_since=F("answered_on"), f_until=_NEVER)


def _good_standing() -> QuerySet:
    return Attestation.objects.annotate(
        f_since=F("signed_on"), f_until=_first("lapses_on", "withdrawn_on")
    )


def _completions() -> QuerySet:
    later = Edition.objects.filter(module=OuterRef("edition__module"))
    return Completion.objects.annotate(
        f_module=F("edition__module"), f_since=F("completed_on"), f_until=_replaced_on(later)
    )


def _live_sessions() -> QuerySet:
    rows = Attendance.objects.filter(
        superseded_by__isnull=True,
        outcome=Outcome.ATTENDED,
        session__kind=SessionKind.FOUNDATIONAL,
    )
    return rows.annotate(f_since=F("held_on"), f_until=_NEVER)


def _expectations() -> QuerySet:
    return Acceptance.objects.annotate(
        f_since=F("signed_on"), f_until=_replaced_on(ExpectationsEdition.objects.all())
    )


def _certificates() -> QuerySet:
    return Certificate.objects.annotate(
        f_since=F("issued_on"), f_until=_first("expires_on", "revoked_on")
    )


def _endorsements() -> QuerySet:
    # It says that its certificate's holder is endorsed: what was certified in error takes the endorsement with it.
    ends = _first("lapses_on", "withdrawn_on", "certificate__revoked_on")
    return Endorsement.objects.filter(decision=Decision.ENDORSED).annotate(
        f_since=F("signed_on"), f_until=ends
    )


def _holds() -> QuerySet:
    return Hold.objects.annotate(f_since=F("since"), f_until=F("until"))


def _departures() -> QuerySet:
    rows = Person.objects.filter(left_on__isnull=False)
    return rows.annotate(f_since=F("left_on"), f_until=_NEVER)


class _Kind(NamedTuple):
    rows: Callable[[], QuerySet]
    # The field by which a row names its owner, and the field of the supporter that it names.
    owner: str
    of_supporter: str


_KINDS: dict[str, _Kind] = {
    FactKind.NOMINATION: _Kind(_nominations, "nominee", "person"),
    FactKind.GOOD_STANDING: _Kind(_good_standing, "supporter", "pk"),
    FactKind.COMPLETION: _Kind(_completions, "person", "person"),
    FactKind.LIVE_SESSION: _Kind(_live_sessions, "person", "person"),
    FactKind.EXPECTATIONS: _Kind(_expectations, "person", "person"),
    FactKind.CERTIFICATE: _Kind(_certificates, "supporter", "pk"),
    FactKind.ENDORSEMENT: _Kind(_endorsements, "supporter", "pk"),
    FactKind.HOLD: _Kind(_holds, "supporter", "pk"),
    FactKind.LEFT: _Kind(_departures, "pk", "person"),
}


def fact_rows(kind: FactKind) -> QuerySet:
    """All facts of supporters of a kind with `f_supporter` (id), `f_since` and `f_until`; completions also `f_module`."""
    of = _KINDS[kind]
    if of.of_supporter == "pk":
        path = of.owner
    else:
        path = "supporter" if of.owner == "pk" else f"{of.owner}__supporter"
    # Said of the path, so that its tables are joined inward: SQLite would read every nomination otherwise.
    rows = of.rows().filter(**{f"{path}__isnull": False})
    return rows.annotate(f_supporter=F(path)).order_by()


def facts_of_outer(kind: FactKind) -> QuerySet:
    """Facts of a kind of the supporter of an outer query, found without a join: for `Exists` and `Subquery`."""
    of = _KINDS[kind]
    return of.rows().filter(**{of.owner: OuterRef(of.of_supporter)}).order_by()


def facts_in_force(kind: FactKind, on: dt.date) -> QuerySet:
    """`facts_of_outer` that cover a date.

    Completions and acceptances are told by the editions that count on the date: asking each row until when it
    counts would ask the same few editions again for every person.
    """
    if kind == FactKind.COMPLETION:
        later = Edition.objects.filter(module=OuterRef("module"))
        return Completion.objects.filter(
            person=OuterRef("person"),
            edition__in=_not_replaced(Edition.objects.all(), later, on),
            completed_on__lte=on,
        ).order_by()
    if kind == FactKind.EXPECTATIONS:
        every = ExpectationsEdition.objects.all()
        return Acceptance.objects.filter(
            person=OuterRef("person"),
            edition__in=_not_replaced(every, every, on),
            signed_on__lte=on,
        ).order_by()
    return facts_of_outer(kind).filter(covers(on, "f_"))


def _not_replaced(editions: QuerySet, later: QuerySet, on: dt.date) -> QuerySet:
    """The editions that no later material edition has replaced by a date."""
    due = later.filter(change=Change.MATERIAL, number__gt=OuterRef("number"), due_on__lte=on)
    return editions.filter(~Exists(due)).order_by().values("pk")


def counting(kind: FactKind, supporters: Iterable[int], on: dt.date) -> QuerySet:
    """Facts of a kind that cover a date, of the supporters with these ids."""
    return fact_rows(kind).filter(covers(on, "f_"), f_supporter__in=list(supporters))


def facts_of(supporters: Iterable[int]) -> dict[int, Facts]:
    """The facts of the supporters with these ids, in one statement; who has none gets empty `Facts`."""
    ids = list(supporters)
    intervals: dict[int, dict[str, tuple[Interval, ...]]] = {pk: {} for pk in ids}
    completions: dict[int, dict[int, tuple[Interval, ...]]] = {pk: {} for pk in ids}
    rows = _facts_of_one.rows(*ids) if len(ids) == 1 else _facts(*ids)
    for kind, supporter, module, since, until in rows:
        fact = Interval(since, until)
        if kind == FactKind.COMPLETION:
            done = completions[supporter]
            done[module] = (*done.get(module, ()), fact)
        else:
            found = intervals[supporter]
            found[kind] = (*found.get(kind, ()), fact)
    return {pk: Facts(intervals[pk], completions[pk]) for pk in ids}


def _facts(*supporters: int) -> QuerySet:
    first, *others = [_as_columns(kind).filter(f_supporter__in=supporters) for kind in FactKind]
    return first.union(*others, all=True)


_facts_of_one = Prepared(_facts)


def _as_columns(kind: FactKind) -> QuerySet:
    rows = fact_rows(kind).annotate(f_kind=Value(kind.value, output_field=CharField()))
    if kind != FactKind.COMPLETION:
        none = Cast(Value(None), BigIntegerField())
        rows = rows.annotate(f_module=none)
    return rows.values_list("f_kind", "f_supporter", "f_module", "f_since", "f_until")


def policy_on(on: dt.date) -> Policy | None:
    """The policy in force on a date; None before the first."""
    return _policies.first(on=on)


_policies = Prepared(
    lambda *, on: Policy.objects.filter(in_force_from__lte=on).order_by("-in_force_from")[:1]
)


def required_modules(policy: Policy, on: dt.date) -> QuerySet[Module]:
    """The modules that the policy's course consists of on a date: due by then and not retired on it.

    A module is due with its first edition: one that joins a running course gives people until that day.
    """
    first = Edition.objects.filter(module=OuterRef("pk"), number=1)
    away = Retirement.objects.filter(covers(on), module=OuterRef("pk"))
    due = first.annotate(since=Coalesce("due_on", "published_on")).filter(since__lte=on)
    return Module.objects.filter(
        Exists(due),
        ~Exists(away),
        course=policy.course_id,
    )


def terms_on(on: dt.date) -> Terms | None:
    """The policy's terms on a date, for the gate (two statements); None before the first policy."""
    policy = policy_on(on)
    return terms_of(policy, on) if policy else None


def terms_of(policy: Policy, on: dt.date) -> Terms:
    """What a policy asks for on a date: one statement."""
    modules = _modules.rows(policy.course_id, on=on)
    return Terms(policy.number, tuple(policy.requirements), tuple(sorted(modules)))


def _modules_of(course: int, *, on: dt.date) -> QuerySet[Module, int]:
    return required_modules(Policy(course_id=course), on).order_by().values_list("pk", flat=True)


_modules = Prepared(_modules_of)


def supporter_of(person: Person) -> Supporter | None:
    """The supporter's row of a person, if they are on the path."""
    return Supporter.objects.filter(person=person).first()
