"""Conditions on intervals, beside the plain reckoning of days."""

import datetime as dt
from itertools import combinations_with_replacement, product

import pytest

from portal.common.intervals import covers, ends_after, overlaps
from portal.sections.models import Membership, Section
from tests.factories import make_person, make_section

pytestmark = pytest.mark.django_db
DAYS = [dt.date(2026, 5, number) for number in range(1, 6)]
SPANS = [*combinations_with_replacement(DAYS, 2), *((since, None) for since in DAYS)]


@pytest.fixture
def spans() -> dict[int, tuple[dt.date, dt.date | None]]:
    """One membership for each interval within five days, empty and open ones among them, by its number."""
    section, found = make_section(), {}
    for since, until in SPANS:
        row = Membership(person=make_person(), section=section, since=since, until=until)
        row.save()
        found[row.pk] = (since, until)
    return found


def days_of(since: dt.date, until: dt.date | None) -> set[dt.date]:
    return {day for day in DAYS if since <= day and (until is None or day < until)}


def found(condition) -> set[int]:  # type: ignore[no-untyped-def]
    return set(Membership.objects.filter(condition).values_list("pk", flat=True))


def test_a_row_covers_the_days_from_its_first_until_before_its_end(spans, checked) -> None:  # type: ignore[no-untyped-def]
    for on in DAYS:
        assert found(covers(on)) == {pk for pk, span in spans.items() if on in days_of(*span)}
    checked("intervals", len(spans) * len(DAYS), floor=100)


def test_what_ends_after_a_day_has_no_end_or_a_later_one(spans) -> None:  # type: ignore[no-untyped-def]
    for on in DAYS:
        later = {pk for pk, (_, until) in spans.items() if until is None or until > on}
        assert found(ends_after(on)) == later


def test_rows_overlap_where_they_share_a_day(spans, checked) -> None:  # type: ignore[no-untyped-def]
    asked = [(since, until) for since, until in SPANS if since != until]
    for since, until in asked:
        shared = {
            pk
            for pk, span in spans.items()
            if days_of(*span) & days_of(since, until) or (span[1] is None and until is None)
        }
        assert found(overlaps(since, until)) == shared
    checked("pairs of intervals", len(list(product(asked, spans))), floor=200)


def test_the_columns_may_be_those_of_a_related_row(spans) -> None:  # type: ignore[no-untyped-def]
    sections = Section.objects.filter(covers(DAYS[0], "memberships__")).distinct()
    assert sections.count() == 1
    before = DAYS[0] - dt.timedelta(days=1)
    assert not Section.objects.filter(covers(before, "memberships__")).exists()
    whole = overlaps(DAYS[0], None, "memberships__")
    assert Section.objects.filter(whole).distinct().count() == 1
