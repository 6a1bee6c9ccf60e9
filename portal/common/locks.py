"""Locks on rows, held until the transaction ends."""

from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def lock(row: Row, *joined: str) -> Row:
    """Lock a row; the row as it is now, read again under the lock, with what it is `joined` to, which is not locked."""
    # Not `type(row)`: the person who comes with a request is wrapped, and it would name the wrapping.
    rows = row.__class__._default_manager.all()
    return lock_all(rows.select_related(*joined) if joined else rows).get(pk=row.pk)


def lock_all(rows: QuerySet[Row]) -> QuerySet[Row]:
    """The same rows, each locked when it is read: those of the queryset's own table, not of those it joins.

    Without `no_key`, a lock waits for everybody who writes a row that points at the locked one, and they for it.
    """
    return rows.select_for_update(no_key=True, of=("self",))
