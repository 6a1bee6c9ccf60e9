"""Who is an active supporter today, and where: the only list of supporters that every colleague may see."""

import datetime as dt

from django.db.models import F, FilteredRelation, Q, QuerySet

from certification.models import Supporter
from certification.selectors.standing import active_supporters
from portal.common.intervals import covers


def with_section(supporters: QuerySet[Supporter], on: dt.date) -> QuerySet[Supporter]:
    """Annotate supporters with the section that they work in on a date: `section_slug`, `section_name`, `campus_slug`,
    `campus_name` (null for people without a section) and `campus_position`."""
    works = FilteredRelation("person__memberships", condition=covers(on, "person__memberships__"))
    return supporters.annotate(works=works).annotate(
        section_slug=F("works__section__slug"),
        section_name=F("works__section__name"),
        campus_slug=F("works__section__campus__slug"),
        campus_name=F("works__section__campus__name"),
        campus_position=F("works__section__campus__position"),
    )


def directory(
    on: dt.date, *, campus: str = "", section: str = "", name: str = ""
) -> QuerySet[Supporter]:
    """Active supporters on a date by campus, section and name, with their persons; the filters narrow.

    `campus` and `section` are slugs, `name` a part of a name in any case of letters.
    """
    found = with_section(active_supporters(on), on).select_related("person")
    if campus:
        found = found.filter(Q(campus_slug=campus))
    if section:
        found = found.filter(Q(section_slug=section))
    if name:
        found = found.filter(person__name__icontains=name)
    return found.order_by(
        F("campus_position").asc(nulls_last=True),
        F("campus_name").asc(nulls_last=True),
        F("section_name").asc(nulls_last=True),
        "person__name",
        "pk",
    )
