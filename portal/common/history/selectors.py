"""Who changed what, when and why, over all records that leave history."""

import datetime as dt
from typing import NamedTuple

from django.apps import apps
from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext, gettext_lazy

from portal.common.history.reader import FieldChange, HistoryReader

PER_PAGE = 50
WHAT = {"+": gettext_lazy("Added"), "~": gettext_lazy("Changed"), "-": gettext_lazy("Removed")}


class HistoryLine(NamedTuple):
    """One line of the history."""

    at: dt.datetime
    who: str
    what: str
    kind: str
    name: str
    changes: list[FieldChange]
    why: str


def tracked_models() -> list[type[models.Model]]:
    """The models that leave history, by name."""
    tracked = [m for m in apps.get_models() if hasattr(m._meta, "simple_history_manager_attribute")]
    return sorted(tracked, key=lambda m: str(m._meta.verbose_name))


def kinds() -> list[tuple[str, str]]:
    """The kinds of records as choices: label of the model and its name."""
    return [(m._meta.label_lower, str(m._meta.verbose_name).capitalize()) for m in tracked_models()]


def history_page(
    number: str | None,
    *,
    who: str = "",
    kind: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> tuple[PageOfRows, list[HistoryLine]]:
    """One page of the history, the newest first, and its entries.

    `who` is a part of the actor's name or address; `since` and `until` are days in the program's zone,
    both included. The number of statements depends on the kinds of records on the page, not on its rows.
    """
    condition = _condition(who, since, until)
    tracked = tracked_models()
    parts = [
        _rows(model)
        .filter(condition)
        .order_by()
        .annotate(model_index=Value(index, output_field=models.IntegerField()))
        .values_list("history_date", "history_id", "model_index")
        for index, model in enumerate(tracked)
        if kind in {"", model._meta.label_lower}
    ]
    if not parts:
        return Paginator([], PER_PAGE).get_page(1), []
    # Django numbers the columns of a union; all parts have the same three.
    together = parts[0].union(*parts[1:], all=True).order_by("-history_date", "-history_id")
    page = Paginator(together, PER_PAGE).get_page(number)
    chosen: dict[int, list[int]] = {}
    for _, history_id, index in page:
        chosen.setdefault(index, []).append(history_id)
    found = {
        (index, entry_id): entry
        for index, ids in chosen.items()
        for entry_id, entry in _entries(tracked[index], ids).items()
    }
    return page, [found[(index, history_id)] for _, history_id, index in page]


def _rows(model: type[models.Model]) -> QuerySet:
    history = getattr(model, model._meta.simple_history_manager_attribute)  # type: ignore[attr-defined]
    return history.model._default_manager.all()


def _condition(who: str, since: dt.date | None, until: dt.date | None) -> Q:
    condition = Q()
    if who:
        condition &= Q(history_user__name__icontains=who) | Q(history_user__email__icontains=who)
    if since:
        condition &= Q(history_date__date__gte=since)
    if until:
        condition &= Q(history_date__date__lte=until)
    return condition


def _entries(model: type[models.Model], ids: list[int]) -> dict[int, HistoryLine]:
    before = (
        _rows(model)
        .filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        .order_by("-history_id")
        .values("history_id")[:1]
    )
    rows = list(
        _rows(model)
        .filter(history_id__in=ids)
        .select_related("history_user")
        .annotate(before_id=Subquery(before))
    )
    earlier = _rows(model).in_bulk([row.before_id for row in rows if row.before_id])
    reader = HistoryReader(model, rows, list(earlier.values()))
    return {
        row.history_id: HistoryLine(
            at=row.history_date,
            who=str(row.history_user) if row.history_user else gettext("The portal"),
            what=str(WHAT[row.history_type]),
            kind=str(model._meta.verbose_name).capitalize(),
            name=reader.name_of(row),
            changes=reader.changes(row, earlier.get(row.before_id)),
            why=row.history_change_reason or "",
        )
        for row in rows
    }
