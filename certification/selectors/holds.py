"""Reads about holds."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F

from certification.models import Hold, Supporter


@dataclass(frozen=True, slots=True)
class HoldSeen:
    """A hold as the coordinator sees it on a date."""

    hold: Hold
    state: str
    # Whether it can still be ended.
    open: bool


def holds_of(supporter: Supporter, on: dt.date) -> list[HoldSeen]:
    """A supporter's holds, the newest first; those cancelled before they began are left out."""
    rows = (
        Hold.objects.filter(supporter=supporter)
        .exclude(until=F("since"))
        .select_related("placed_by")
        .order_by("-since", "-pk")
    )
    return [_seen(hold, on) for hold in rows]


def hold_to_end(supporter: Supporter, number: int) -> Hold | None:
    """A hold of this supporter by number."""
    return Hold.objects.filter(supporter=supporter, pk=number).first()


def _seen(hold: Hold, on: dt.date) -> HoldSeen:
    if hold.until is not None and hold.until <= on:
        return HoldSeen(hold, "Over", False)
    return HoldSeen(hold, "In force" if hold.since <= on else "To come", True)
