"""What supporters have done and when, for those who sign for them: never scores, attempts or time spent."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from certification.models import Certificate
from certification.rules.gate import NO_TERMS
from certification.rules.requirements.certificate import CERTIFICATE
from certification.rules.requirements.expectations import EXPECTATIONS
from certification.rules.requirements.live_session import ATTENDANCE, LIVE_SESSION
from certification.rules.requirements.training import COMPLETION, TRAINING
from certification.selectors.facts import counting
from certification.selectors.policy import terms_on


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
    terms = terms_on(on) or NO_TERMS
    training, live = terms.of(TRAINING), terms.of(LIVE_SESSION)
    required = training.modules if training else ()
    found = {pk: Achievements(modules_required=len(required)) for pk in ids}
    completions = (
        counting(COMPLETION, ids, on)
        .filter(edition__module__in=required)
        .select_related("edition")
        .order_by("edition__module__position", "edition__module", "edition__number")
    )
    for row in completions:
        found[row.f_supporter].modules[row.edition.module_id] = Finished(
            row.edition.title, row.f_since
        )
    attended = counting(ATTENDANCE, ids, on).filter(
        f_subject=live.parameters.session_kind if live else ""
    )
    for row in attended.order_by("-held_on"):
        found[row.f_supporter].session_on = row.f_since
    for row in counting(EXPECTATIONS, ids, on).order_by("signed_at"):
        found[row.f_supporter].accepted_on = row.f_since
    for row in counting(CERTIFICATE, ids, on).defer("document").order_by("issued_at"):
        found[row.f_supporter].certificate = row
    return found
