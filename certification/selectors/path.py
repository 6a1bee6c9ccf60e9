"""What the page "my path" shows of one person, in few statements."""

import datetime as dt
from dataclasses import dataclass

from certification.phrases.path import Step, next_step, steps_of
from certification.phrases.summary import COLOURS, summary_of, waited_for
from certification.rules.gate import NO_TERMS, Decision, Terms, decide
from certification.rules.requirements.live_session import LIVE_SESSION
from certification.selectors.facts import facts_of_person
from certification.selectors.policy import terms_on
from certification.selectors.surroundings import surroundings_of
from curriculum.models import SignUp
from curriculum.selectors.sessions.calendar import own_sign_ups
from portal.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Path:
    """A supporter's path on a date."""

    decision: Decision
    steps: tuple[Step, ...]
    next: Step | None
    summary: str
    colour: str
    waits_for: str
    certificate: int | None
    sign_ups: list[SignUp]
    # The kind of session that belongs to the training.
    session_kind: str

    @property
    def active(self) -> bool:
        return self.decision.standing == "active"


def path_of(person: Person, on: dt.date) -> Path | None:
    """The path of a person: at most eight statements; None for anyone not on the path."""
    found = facts_of_person(person)
    if found is None:
        return None
    supporter, facts = found
    terms = terms_on(on) or NO_TERMS
    decision = decide(terms, facts, on)
    sign_ups, kind = own_sign_ups(person), _session_kind(terms)
    around = surroundings_of(supporter, person, terms, decision, facts, _asked_for(sign_ups, kind))
    steps = steps_of(decision, around)
    return Path(
        decision,
        steps,
        next_step(steps),
        summary_of(decision, around),
        COLOURS[decision.standing],
        waited_for(steps),
        around.certificate,
        sign_ups,
        kind,
    )


def _asked_for(sign_ups: list[SignUp], kind: str) -> list[SignUp]:
    """Those in sessions of the kind that the policy asks for."""
    return [sign_up for sign_up in sign_ups if sign_up.session.kind == kind]


def _session_kind(terms: Terms) -> str:
    asked = terms.of(LIVE_SESSION)
    return asked.parameters.session_kind if asked else ""
