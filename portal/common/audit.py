"""History of records with weight: what changed, when, by whom and why.

A service opens `recorded(by=…, why=…)`: one transaction in which every tracked save carries actor and
reason. Writes that would pass history by (`update`, `bulk_create`, …) are refused by the manager.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.db import models, transaction
from simple_history.models import HistoricalRecords

from portal.common.time import now


class Act(NamedTuple):
    by: Any
    why: str


_current: ContextVar[Act | None] = ContextVar("portal_audit_act", default=None)


@contextmanager
def recorded(*, by: Any, why: str) -> Iterator[None]:
    """One transaction whose tracked writes are signed `by` a person (None: the portal itself) for `why`.

    Nested uses keep their own reason and join the outer transaction.
    """
    token = _current.set(Act(by, why))
    try:
        with transaction.atomic():
            yield
    finally:
        _current.reset(token)


def acting_person() -> Any:
    """Who is writing: the person of `recorded`, else the sender of the request, else None (the portal)."""
    act = _current.get()
    if act is not None:
        return act.by
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


class Trail(HistoricalRecords):
    """`HistoricalRecords` that takes the actor and the reason from `recorded`, or the actor from the request."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("history_change_reason_field", models.TextField(blank=True, null=True))
        options.setdefault("cascade_delete_history", False)
        super().__init__(**options)

    def create_historical_record(
        self, instance: models.Model, history_type: str, using: str | None = None
    ) -> None:
        # The history's clock is the portal's own.
        instance._history_date = now()  # type: ignore[attr-defined]
        super().create_historical_record(instance, history_type, using)

    def get_history_user(self, instance: models.Model) -> Any:
        act = _current.get()
        if act is not None:
            return act.by
        return super().get_history_user(instance)

    def get_change_reason_for_object(
        self, instance: models.Model, history_type: str, using: str
    ) -> str | None:
        act = _current.get()
        if act is not None:
            return act.why
        return super().get_change_reason_for_object(instance, history_type, using)


class TrackedQuerySet(models.QuerySet):
    """Refuses the writes that leave no history."""

    def _refuse(self, what: str) -> None:
        raise TypeError(f"{what} leaves no history of {self.model.__name__}: save the objects.")

    def update(self, **kwargs: Any) -> int:
        self._refuse("update()")
        return 0

    def bulk_create(self, *args: Any, **kwargs: Any) -> list:
        self._refuse("bulk_create()")
        return []

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        self._refuse("bulk_update()")
        return 0

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{self.model.__name__} is never deleted: end or supersede it.")

    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Kept(models.Model):
    """A record that is never destroyed (design: nothing is destroyed) and leaves history."""

    objects = TrackedQuerySet.as_manager()

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{type(self).__name__} is never deleted: end or supersede it.")


class Frozen(Kept):
    """A record that never changes after its first save."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not self._state.adding:
            raise TypeError(f"{type(self).__name__} never changes: make a new one.")
        super().save(*args, **kwargs)
