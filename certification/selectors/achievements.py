"""What supporters have done and when, for those who sign for them: never scores, attempts or time spent."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from certification.models import Certificate, Fact
from certification.rules.gate import Terms
from certification.rules.requirements.certificate import CERTIFICATE
from certification.rules.requirements.endorsement import ENDORSEMENT
from certification.rules.requirements.expectations import EXPECTATIONS
from certification.rules.requirements.good_standing import GOOD_STANDING
from certification.rules.requirements.live_session import ATTENDANCE, LIVE_SESSION
from certification.rules.requirements.training import COMPLETION, TRAINING
from certification.selectors.policy import asked_on, required_modules
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
    session_on: dt.date | None = None
    accepted_on: dt.date | None = None
    certificate: Certificate | None = None
    # A leader's statement of good standing is in force.
    attested: bool = False
    # The endorsement in force (its id).
    endorsement: int | None = None


def achievements_of(supporters: Iterable[int], on: dt.date) -> dict[int, Achievements]:
    """What the supporters with these ids have done that counts on a date: four statements, however many there are."""
    ids, asked = list(supporters), asked_on(on)
    live = asked.of(LIVE_SESSION)
    found = {pk: Achievements() for pk in ids}
    counts = Fact.objects.filter(covers(on), supporter__in=ids).order_by("since", "source")
    completions: dict[int, int] = {}
    certificates: dict[int, int] = {}
    for supporter, kind, subject, since, source in counts.values_list(
        "supporter_id", "kind", "subject", "since", "source"
    ):
        done = found[supporter]
        if kind == COMPLETION:
            completions[source] = supporter
        elif kind == ATTENDANCE and live and subject == live.parameters.session_kind:
            done.session_on = done.session_on or since
        elif kind == EXPECTATIONS:
            done.accepted_on = since
        elif kind == CERTIFICATE:
            certificates[supporter] = source
        elif kind == GOOD_STANDING:
            done.attested = True
        elif kind == ENDORSEMENT:
            done.endorsement = source
    _add_modules(found, completions, asked, on)
    # The bytes of the document are a page for themselves.
    drawn = Certificate.objects.defer("document").in_bulk(list(certificates.values()))
    for supporter, source in certificates.items():
        found[supporter].certificate = drawn[source]
    return found


def _add_modules(
    found: Mapping[int, Achievements], completions: Mapping[int, int], asked: Terms, on: dt.date
) -> None:
    """Add the modules of the course that were finished, in its order, by the keys of completions and of supporters."""
    training = asked.of(TRAINING)
    if training is None or training.parameters.course is None:
        return
    required = required_modules([training.parameters.course], on)
    rows = Completion.objects.filter(pk__in=completions, edition__module__in=required).order_by(
        "edition__module__position", "edition__module", "edition__number"
    )
    for pk, module, title, day in rows.values_list(
        "pk", "edition__module", "edition__title", "completed_on"
    ):
        found[completions[pk]].modules[module] = Finished(title, day)
