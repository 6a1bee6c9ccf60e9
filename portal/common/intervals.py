"""Conditions on rows that hold from `since` until `until`, the first day without them; null is without an end."""

import datetime as dt

from django.db.models import F, Q


def covers(on: dt.date, prefix: str = "") -> Q:
    """The condition that a row holds on a date; `prefix` stands before its two columns ("f_", "memberships__")."""
    return Q(**{f"{prefix}since__lte": on}) & ends_after(on, prefix)


def ends_after(on: dt.date, prefix: str = "") -> Q:
    """The condition that a row holds on some day after a date, unless it never holds at all."""
    until = f"{prefix}until"
    return Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gt": on})


def overlaps(since: dt.date, until: dt.date | None, prefix: str = "") -> Q:
    """The condition that a row holds on some day from `since` until `until` (None: without an end)."""
    ever = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": F(f"{prefix}since")})
    before = Q(**{f"{prefix}since__lt": until}) if until else Q()
    return ever & ends_after(since, prefix) & before
