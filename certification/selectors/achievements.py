"""What supporters have done and when, for those who sign for them: never scores, attempts or time spent."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from certification.enums import FactKind
from certification.models import Certificate
from certification.selectors.facts import counting, policy_on, required_modules


@dataclass(frozen=True, slots=True)
class Finished:
    """A module that was finished: the title as it was then, and the day."""

    title: str
    on: dt.date


@dataclass(slots=True)
class Achievements:
    """The training of one supporter, as it counts on a date."""

    modules: dict[int, Finished] = field(default_factory=dict)
    modules_required: int = 0
    session_on: dt.date | None = None
    accepted_on: dt.date | None = None
    certificate: Certificate | None = None


def achievements_of(supporters: Iterable[int], on: dt.date) -> dict[int, Achievements]:
    """What the supporters with these ids have done that counts on a date: six statements, however many there are."""
    ids = list(supporters)
    policy = policy_on(on)
    required = list(required_modules(policy, on).values_list("pk", flat=True)) if policy else []
    found = {pk: Achievements(modules_required=len(required)) for pk in ids}
    completions = (
        counting(FactKind.COMPLETION, ids, on)
        .filter(f_module__in=required)
        .select_related("edition")
        .order_by("edition__module__position", "edition__module", "edition__number")
    )
    for row in completions:
        found[row.f_supporter].modules[row.f_module] = Finished(row.edition.title, row.f_since)
    for row in counting(FactKind.LIVE_SESSION, ids, on).order_by("-held_on"):
        found[row.f_supporter].session_on = row.f_since
    for row in counting(FactKind.EXPECTATIONS, ids, on).order_by("signed_at"):
        found[row.f_supporter].accepted_on = row.f_since
    for row in counting(FactKind.CERTIFICATE, ids, on).defer("document").order_by("issued_at"):
        found[row.f_supporter].certificate = row
    return found
