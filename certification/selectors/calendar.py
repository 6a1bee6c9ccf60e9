"""Which terms are in force from which date on: every policy with the modules of its course, past and planned."""

import datetime as dt
from collections import defaultdict
from itertools import chain
from typing import NamedTuple

from certification.models import Policy
from certification.rules.gate import NO_TERMS
from certification.rules.kinds import Parameters
from certification.rules.periods import ALWAYS, Calendar, TermsFrom
from certification.selectors.policy import COLUMNS, terms_from
from curriculum.models import Edition


class _Module(NamedTuple):
    """A module that a course asks for from a date on, but for the spans in which it was away."""

    pk: int
    since: dt.date
    away: list[tuple[dt.date, dt.date | None]]

    def is_asked(self, on: dt.date) -> bool:
        gone = any(since <= on and (until is None or on < until) for since, until in self.away)
        return self.since <= on and not gone


def terms_calendar() -> Calendar:
    """Every change of the terms, in order: at most two statements. Before the first policy nothing is asked."""
    calendar = [TermsFrom(ALWAYS, NO_TERMS)]
    policies = _policies()
    if not policies:
        return calendar
    asked_of = {given.course for _, asked in policies for given in asked.values() if given.course}
    courses = _modules_by_course(asked_of)
    for on in _days_of_change(policies, courses):
        in_force = [each for each in policies if each[0].in_force_from <= on]
        if in_force:
            modules = {
                course: tuple(sorted(module.pk for module in every if module.is_asked(on)))
                for course, every in courses.items()
            }
            terms = terms_from(*in_force[-1], modules)
            if terms != calendar[-1].terms:
                calendar.append(TermsFrom(on, terms))
    return calendar


_Asking = tuple[Policy, dict[str, Parameters]]


def _policies() -> list[_Asking]:
    """Every policy with its rows, the oldest first: one statement."""
    rows = Policy.objects.order_by("in_force_from", "asked__position").values_list(
        "pk", "number", "in_force_from", *(f"asked__{name}" for name in COLUMNS)
    )
    found: dict[int, _Asking] = {}
    for pk, number, since, kind, *given in rows:
        policy = Policy(pk=pk, number=number, in_force_from=since)
        asked = found.setdefault(pk, (policy, {}))[1]
        if kind is not None:
            asked[kind] = Parameters(*given)
    return list(found.values())


def _days_of_change(policies: list[_Asking], courses: dict[int, list[_Module]]) -> list[dt.date]:
    days = {policy.in_force_from for policy, _ in policies}
    for module in chain.from_iterable(courses.values()):
        days |= {module.since, *(day for span in module.away for day in span if day)}
    return sorted(days)


def _modules_by_course(courses: set[int]) -> dict[int, list[_Module]]:
    """The modules of courses that were ever published. A module is due with its first edition."""
    if not courses:
        return {}
    found: dict[int, dict[int, _Module]] = defaultdict(dict)
    first = Edition.objects.filter(module__course__in=courses, number=1).order_by()
    # A row each time that a module was away, and one without dates where it never was.
    away = ("module__retirements__since", "module__retirements__until")
    for course, module, due_on, published_on, *span in first.values_list(
        "module__course", "module", "due_on", "published_on", *away
    ):
        known = found[course].setdefault(module, _Module(module, due_on or published_on, []))
        if span[0] is not None:
            known.away.append((span[0], span[1]))
    return {course: list(modules.values()) for course, modules in found.items()}
