"""What supporters have done and when, for those who sign for them: never scores, attempts or time spent."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from certification.models import Certificate, Fact
from certification.rules.gate import NO_TERMS
from certification.rules.requirements.certificate import CERTIFICATE
from certification.rules.requirements.expectations import EXPECTATIONS
from certification.rules.requirements.live_session import ATTENDANCE, LIVE_SESSION
from certification.rules.requirements.training import COMPLETION, TRAINING
from certification.selectors.policy import terms_on
from curriculum.models import Completion
from portal.common.intervals import covers


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
    """What the supporters with these ids have done that counts on a date: five statements, however many there are."""
    ids = list(supporters)
    terms = terms_on(on) or NO_TERMS
    training, live = terms.of(TRAINING), terms.of(LIVE_SESSION)
    required = training.modules if training else ()
    found = {pk: Achievements(modules_required=len(required)) for pk in ids}
    counts = Fact.objects.filter(covers(on), supporter__in=ids).order_by("since", "source")
    completions: dict[int, int] = {}
    certificates: dict[int, int] = {}
    for supporter, kind, subject, since, source in counts.values_list(
        "supporter_id", "kind", "subject", "since", "source"
    ):
        if kind == COMPLETION and int(subject) in required:
            completions[source] = supporter
        elif kind == ATTENDANCE and live and subject == live.parameters.session_kind:
            found[supporter].session_on = found[supporter].session_on or since
        elif kind == EXPECTATIONS:
            found[supporter].accepted_on = since
        elif kind == CERTIFICATE:
            certificates[supporter] = source
    _add_modules(found, completions)
    # The bytes of the document are a page for themselves.
    drawn = Certificate.objects.defer("document").in_bulk(list(certificates.values()))
    for supporter, source in certificates.items():
        found[supporter].certificate = drawn[source]
    return found


def _add_modules(found: Mapping[int, Achievements], completions: Mapping[int, int]) -> None:
    """Add what was finished, in the course's order, by the keys of completions and of their supporters."""
    rows = Completion.objects.filter(pk__in=completions).order_by(
        "edition__module__position", "edition__module", "edition__number"
    )
    for pk, module, title, on in rows.values_list(
        "pk", "edition__module", "edition__title", "completed_on"
    ):
        found[completions[pk]].modules[module] = Finished(title, on)
