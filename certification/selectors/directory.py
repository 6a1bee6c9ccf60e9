"""Who is an active supporter today, and where: the only list of supporters that every colleague may see."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import NamedTuple, overload

from django.db.models import Count, F, Q, QuerySet
from django.utils.functional import cached_property

from certification.enums import Standing
from certification.models import StandingPeriod
from certification.selectors.standing import NO_SECTION, periods_on, working_in
from portal.accounts.models import with_credentials
from portal.common.intervals import covers
from portal.sections.models import Membership, Section


class Listed(NamedTuple):
    """An active supporter as everybody sees them."""

    # With credentials: "Dana Example, MD".
    name: str
    email: str
    # "" where it is not set.
    section: str
    campus: str


class _Group(NamedTuple):
    """Sections (ids; 0: no section) that stand together in the list, and how many people they have."""

    sections: tuple[int, ...]
    people: int


@dataclass(frozen=True)
class Directory(Sequence[Listed]):
    """Active supporters by campus, section and name.

    Its length is two statements, and each slice one more: the people of the sections that the slice shows. Nobody
    else is read or sorted.
    """

    # The periods in which they are active, of `working_in`.
    periods: QuerySet[StandingPeriod]
    on: dt.date

    def __len__(self) -> int:
        return sum(group.people for group in self._groups)

    @overload
    def __getitem__(self, shown: int) -> Listed: ...
    @overload
    def __getitem__(self, shown: slice) -> list[Listed]: ...
    def __getitem__(self, shown: int | slice) -> Listed | list[Listed]:
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
        rows = self._people([group for group, _ in touched])[first - before : last - before]
        return [
            Listed(with_credentials(name, credentials), email, section or "", campus or "")
            for name, credentials, email, section, campus in rows
        ]

    @cached_property
    def _groups(self) -> list[_Group]:
        """The sections in the order of the list: those that a campus calls alike stand together."""
        found = self.periods.values_list(F("works_in")).annotate(people=Count("pk"))
        counts: dict[int, int] = dict(found)
        rows = Section.objects.filter(pk__in=counts).order_by(
            "campus__position", "campus__name", "name", "pk"
        )
        names = rows.values_list("campus__position", "campus__name", "name", "pk")
        alike = [tuple(row[-1] for row in same) for _, same in groupby(names, lambda row: row[:-1])]
        nowhere = [(NO_SECTION,)] if NO_SECTION in counts else []
        return [_Group(pks, sum(counts[pk] for pk in pks)) for pks in [*alike, *nowhere]]

    def _people(self, groups: list[_Group]) -> QuerySet:
        sections = [section for group in groups for section in group.sections]
        works = Membership.objects.filter(covers(self.on), section__in=sections)
        # Said of the person, so that SQLite begins at the sections.
        inside = Q(supporter__person__in=works.values("person"))
        if NO_SECTION in sections:
            inside |= Q(works__section__isnull=True)
        order = (
            F("works__section__campus__position").asc(nulls_last=True),
            F("works__section__campus__name").asc(nulls_last=True),
            F("works__section__name").asc(nulls_last=True),
            "supporter__person__name",
            "supporter",
        )
        person = [f"supporter__person__{name}" for name in ("name", "credentials", "email")]
        section = ("works__section__name", "works__section__campus__name")
        return self.periods.filter(inside).order_by(*order).values_list(*person, *section)


def directory(on: dt.date, *, campus: str = "", section: str = "", name: str = "") -> Directory:
    """Active supporters on a date; the filters narrow.

    `campus` and `section` are slugs, `name` a part of a name in any case of letters.
    """
    found = working_in(periods_on(on).filter(standing=Standing.ACTIVE), on)
    if campus:
        found = found.filter(Q(works__section__campus__slug=campus))
    if section:
        found = found.filter(Q(works__section__slug=section))
    if name:
        found = found.filter(supporter__person__name__icontains=name)
    return Directory(found, on)


def active_supporter_with_email(email: str, on: dt.date) -> str | None:
    """The name of the active supporter with this address, in any case of letters; the same work where there is none."""
    found = periods_on(on).filter(standing=Standing.ACTIVE, supporter__person__email__iexact=email)
    name: str | None = found.values_list("supporter__person__name", flat=True).first()
    return name
