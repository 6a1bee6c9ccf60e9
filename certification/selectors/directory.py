"""Who is an active supporter today, and where: the only list of supporters that every colleague may see."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import NamedTuple, overload

from django.db.models import Count, F, FilteredRelation, Q, QuerySet
from django.utils.functional import cached_property

from certification.models import Supporter
from certification.selectors.standing import active_supporters
from portal.common.intervals import covers
from portal.sections.models import Membership, Section


class _Group(NamedTuple):
    """Sections (ids; None: no section) that stand together in the list, and how many people they have."""

    sections: tuple[int | None, ...]
    people: int


@dataclass(frozen=True)
class Directory(Sequence[Supporter]):
    """Active supporters by campus, section and name, with their persons.

    Its length is two statements, and each slice one more: the people of the sections that the slice shows. Nobody
    else is read or sorted.
    """

    supporters: QuerySet[Supporter]
    on: dt.date

    def __len__(self) -> int:
        return sum(group.people for group in self._groups)

    @overload
    def __getitem__(self, shown: int) -> Supporter: ...
    @overload
    def __getitem__(self, shown: slice) -> list[Supporter]: ...
    def __getitem__(self, shown: int | slice) -> Supporter | list[Supporter]:
        if isinstance(shown, int):
            return self[:][shown]
        first, last, _ = shown.indices(len(self))
        ends = list(accumulate(group.people for group in self._groups))
        touched = [
            (group, end)
            for group, end in zip(self._groups, ends, strict=True)
            if first < end and end - group.people < last
        ]
        if not touched:
            return []
        before = touched[0][1] - touched[0][0].people
        return list(self._people([group for group, _ in touched])[first - before : last - before])

    @cached_property
    def _groups(self) -> list[_Group]:
        """The sections in the order of the list: those that a campus calls alike stand together."""
        found = self.supporters.order_by().values(section=F("section_pk"))
        counts = {row["section"]: row["people"] for row in found.annotate(people=Count("pk"))}
        rows = Section.objects.filter(pk__in=[pk for pk in counts if pk is not None]).order_by(
            "campus__position", "campus__name", "name", "pk"
        )
        names = rows.values_list("campus__position", "campus__name", "name", "pk")
        alike = [tuple(row[-1] for row in same) for _, same in groupby(names, lambda row: row[:-1])]
        nowhere: list[tuple[int | None, ...]] = [(None,)] if None in counts else []
        return [_Group(pks, sum(counts[pk] for pk in pks)) for pks in [*alike, *nowhere]]

    def _people(self, groups: list[_Group]) -> QuerySet[Supporter]:
        sections = [section for group in groups for section in group.sections]
        works = Membership.objects.filter(section__in=[pk for pk in sections if pk is not None])
        # Said of the person, so that SQLite begins at the sections.
        inside = Q(person__in=works.filter(covers(self.on)).values("person"))
        if None in sections:
            inside |= Q(section_pk__isnull=True)
        return (
            with_section(self.supporters.filter(inside))
            .select_related("person")
            .order_by(
                F("works__section__campus__position").asc(nulls_last=True),
                F("campus_name").asc(nulls_last=True),
                F("section_name").asc(nulls_last=True),
                "person__name",
                "pk",
            )
        )


def working(supporters: QuerySet[Supporter], on: dt.date) -> QuerySet[Supporter]:
    """Annotate supporters with `section_pk`, the section that they work in on a date (null for none)."""
    works = FilteredRelation("person__memberships", condition=covers(on, "person__memberships__"))
    return supporters.annotate(works=works, section_pk=F("works__section"))


def with_section(supporters: QuerySet[Supporter]) -> QuerySet[Supporter]:
    """Annotate supporters of `working` with the names of their section: `section_name` and `campus_name`."""
    return supporters.annotate(
        section_name=F("works__section__name"), campus_name=F("works__section__campus__name")
    )


def directory(on: dt.date, *, campus: str = "", section: str = "", name: str = "") -> Directory:
    """Active supporters on a date; the filters narrow.

    `campus` and `section` are slugs, `name` a part of a name in any case of letters.
    """
    found = working(active_supporters(on), on)
    if campus:
        found = found.filter(Q(works__section__campus__slug=campus))
    if section:
        found = found.filter(Q(works__section__slug=section))
    if name:
        found = found.filter(person__name__icontains=name)
    return Directory(found, on)
