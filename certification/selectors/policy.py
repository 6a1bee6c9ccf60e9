"""Which policy is in force on a date, and what it asks for."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from certification.models import Policy
from certification.rules.gate import NO_TERMS, Terms
from certification.rules.kinds import Asked, Parameters
from certification.rules.requirements import kinds
from curriculum.models import Edition, Module, Retirement
from portal.common.intervals import covers


def policy_on(on: dt.date) -> Policy | None:
    """The policy in force on a date; None before the first."""
    return Policy.objects.filter(in_force_from__lte=on).order_by("-in_force_from").first()


def terms_on(on: dt.date) -> Terms | None:
    """What the policy in force on a date asks for, for the gate (two statements); None before the first policy."""
    found = _in_force(on)
    return _terms(*found, on) if found else None


def asked_on(on: dt.date) -> Terms:
    """What the policy in force on a date asks for, without the modules of its courses: for lists, which name the
    requirements and decide none. One statement; `NO_TERMS` before the first policy."""
    found = _in_force(on)
    if not found:
        return NO_TERMS
    policy, rows = found
    return terms_from(policy, {kind: Parameters(*given) for kind, *given in rows}, {})


def _in_force(on: dt.date) -> tuple[Policy, list[list]] | None:
    """The policy in force on a date with its rows in order: one statement."""
    newest = Policy.objects.filter(in_force_from__lte=on).order_by("-in_force_from")
    asking = Policy.objects.filter(pk=newest.values("pk")[:1])
    rows = asking.order_by("asked__position").values_list(
        "pk", "number", *(f"asked__{name}" for name in COLUMNS)
    )
    found = [(Policy(pk=pk, number=number), columns) for pk, number, *columns in rows]
    if not found:
        return None
    return found[0][0], [columns for _, columns in found if columns[0] is not None]


def terms_of(policy: Policy, on: dt.date) -> Terms:
    """What a policy asks for on a date: two statements."""
    return _terms(policy, policy.asked.order_by("position").values_list(*COLUMNS), on)


COLUMNS = ("kind", "course", "session_kind", "count", "months")


def _terms(policy: Policy, rows: Iterable[Iterable], on: dt.date) -> Terms:
    asked = {kind: Parameters(*given) for kind, *given in rows}
    modules = _modules_of({each.course for each in asked.values() if each.course}, on)
    return terms_from(policy, asked, modules)


def terms_from(
    policy: Policy, asked: Mapping[str, Parameters], modules: Mapping[int, tuple[int, ...]]
) -> Terms:
    """What a policy asks for, from its rows in order and the modules of each course (id): no statement."""
    return Terms(
        policy.number,
        tuple(
            Asked(kind, given, modules.get(given.course or 0, ())) for kind, given in asked.items()
        ),
        policy.pk,
    )


def _modules_of(courses: Iterable[int], on: dt.date) -> Mapping[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    if courses:
        rows = required_modules(courses, on).order_by("pk").values_list("course", "pk")
        for course, module in rows:
            found[course] = (*found.get(course, ()), module)
    return found


def required_modules(courses: Iterable[int], on: dt.date) -> QuerySet[Module]:
    """The modules that courses, by id, consist of on a date: due by then and not retired on it.

    A module is due with its first edition: one that joins a running course gives people until that day.
    """
    first = Edition.objects.filter(module=OuterRef("pk"), number=1)
    away = Retirement.objects.filter(covers(on), module=OuterRef("pk"))
    due = first.annotate(since=Coalesce("due_on", "published_on")).filter(since__lte=on)
    return Module.objects.filter(Exists(due), ~Exists(away), course__in=list(courses))


def months_of(requirement: str, on: dt.date) -> int | None:
    """For how many months the policy in force on a date lets something be valid; None before the first policy.

    Where it does not ask for the requirement, as many as the first policy does.
    """
    newest = Policy.objects.filter(in_force_from__lte=on).order_by("-in_force_from")
    asking = FilteredRelation("asked", condition=Q(asked__kind=requirement))
    found = newest.annotate(asking=asking).values_list("asking__months").first()
    if found is None:
        return None
    usual = kinds()[requirement].usual
    return found[0] or (usual.months if usual else None)
