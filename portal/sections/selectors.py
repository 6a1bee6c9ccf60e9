"""Reads about sections and their leaders."""

import datetime as dt

from django.db.models import Prefetch, QuerySet, Value

from portal.accounts.models import Person
from portal.common.intervals import covers
from portal.common.roles import Role
from portal.common.time import today
from portal.sections.models import Campus, Leadership, Membership, Section


def leader_role(person: int) -> QuerySet:
    """The role "section leader" for people who lead a section today, as a one-column queryset."""
    return (
        Leadership.objects.filter(covers(today()), person=person)
        .annotate(role=Value(Role.SECTION_LEADER.value))
        .values_list("role")
    )


def sections_led_by(person: Person, on: dt.date | None = None) -> QuerySet[Section]:
    """The sections that a person with access leads on a date (default today)."""
    led = Leadership.objects.filter(covers(on or today()), person=person, person__is_active=True)
    return Section.objects.filter(pk__in=led.values("section")).select_related("campus")


def leaders_of(section: Section, on: dt.date | None = None) -> QuerySet[Leadership]:
    """Who leads a section on a date, the head first."""
    return (
        Leadership.objects.filter(covers(on or today()), section=section, person__is_active=True)
        .select_related("person")
        .order_by("kind", "person__name")
    )


def sections_with_leaders(on: dt.date | None = None) -> QuerySet[Section]:
    """Every section by campus, with the list `leading`: who leads it on a date, the head first. Two statements."""
    leading = (
        Leadership.objects.filter(covers(on or today()), person__is_active=True)
        .select_related("person")
        .order_by("kind", "person__name")
    )
    return Section.objects.select_related("campus").prefetch_related(
        Prefetch("leaderships", queryset=leading, to_attr="leading")
    )


def section_of(person: Person, on: dt.date | None = None) -> Section | None:
    """The section that a person works in on a date (default today)."""
    membership = (
        Membership.objects.filter(covers(on or today()), person=person)
        .select_related("section__campus")
        .order_by("-since", "-pk")
        .first()
    )
    return membership.section if membership else None


def campuses() -> QuerySet[Campus]:
    """The campuses of the network, in their order."""
    return Campus.objects.order_by("position", "name")


def sections_by_campus() -> QuerySet[Section]:
    """The sections of the network, by campus."""
    return Section.objects.select_related("campus")
