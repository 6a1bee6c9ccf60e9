"""Raw rows are projected as a service would do it: each after its writing, or many of them together."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from certification.models import Supporter
from certification.services.projecting import note_movements, project, project_everybody

# What a fact or a period of everybody can follow from; other rows say whose they are.
ABOUT_EVERYBODY = {"Edition", "ExpectationsEdition", "Policy", "Retirement"}

_waits: ContextVar[bool] = ContextVar("rows_wait", default=False)


def project_after(made: Any) -> None:
    """Project what follows from a row, unless many are projected together."""
    if _waits.get():
        return
    if type(made).__name__ in ABOUT_EVERYBODY:
        project_everybody()
    elif found := _supporters_of(made):
        project(found)
        note_movements(found)


@contextmanager
def projected_at_the_end() -> Iterator[None]:
    """Rows written inside are projected together."""
    token = _waits.set(True)
    try:
        yield
    finally:
        _waits.reset(token)
    project_everybody()


def _supporters_of(made: Any) -> list[int]:
    if isinstance(made, Supporter):
        return [made.pk]
    if hasattr(made, "supporter_id"):
        return [made.supporter_id]
    person = getattr(made, "nominee_id", None) or getattr(made, "person_id", None)
    return list(Supporter.objects.filter(person=person).values_list("pk", flat=True))
