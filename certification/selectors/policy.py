"""Which policy is in force on a date, and what it asks for."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from certification.models import Policy
from certification.rules.gate import Terms
from certification.rules.kinds import Asked
from curriculum.enums import SessionKind
from curriculum.models import Edition, Module, Retirement
from portal.common.intervals import covers
from portal.common.prepared import Prepared


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
    modules = tuple(sorted(_modules.rows(policy.course_id, on=on)))
    asked = (Asked(kind, modules, SessionKind.FOUNDATIONAL) for kind in policy.requirements)
    return Terms(policy.number, tuple(asked))


def _modules_of(course: int, *, on: dt.date) -> QuerySet[Module, int]:
    return required_modules(Policy(course_id=course), on).order_by().values_list("pk", flat=True)


_modules = Prepared(_modules_of)
