"""Reads of the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, OuterRef, QuerySet, Subquery

from certification.enums import EntryKind
from certification.models import LedgerEntry, Supporter
from certification.phrases.ledger import Entered, entry_sentence


def entries_of(supporter: Supporter) -> QuerySet[LedgerEntry]:
    """Everything the ledger says of one supporter, the newest first."""
    return (
        LedgerEntry.objects.filter(supporter=supporter)
        .select_related("actor", "policy")
        .order_by("-pk")
    )


@dataclass(frozen=True, slots=True)
class Told:
    """An entry with its sentence."""

    entry: LedgerEntry
    sentence: str


def told_entries_of(supporter: Supporter) -> list[Told]:
    """`entries_of` in sentences."""
    return [Told(entry, entry_sentence(_as_read(entry))) for entry in entries_of(supporter)]


def _as_read(entry: LedgerEntry) -> Entered:
    return Entered(
        kind=entry.kind,
        standing=entry.standing,
        before=entry.before,
        policy=entry.policy.number,
        detail=entry.detail,
        actor=entry.actor.full_name if entry.actor else "",
    )


def last_standings(supporters: Iterable[int]) -> dict[int, str]:
    """The standing last entered for each of these supporters' ids; those without one are left out."""
    newest = (
        LedgerEntry.objects.filter(kind=EntryKind.STANDING, supporter__in=list(supporters))
        .order_by()
        .values("supporter")
        .annotate(newest=Max("pk"))
        .values("newest")
    )
    return dict(
        LedgerEntry.objects.filter(pk__in=newest).order_by().values_list("supporter", "standing")
    )


def entered_standing() -> Subquery:
    """An expression for querysets of supporters: the standing last entered, null when there is none."""
    newest = LedgerEntry.objects.filter(supporter=OuterRef("pk"), kind=EntryKind.STANDING)
    return Subquery(newest.order_by("-pk").values("standing")[:1])
