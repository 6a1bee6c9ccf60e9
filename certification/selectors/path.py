"""What the page "my path" shows of one person, in few statements."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from certification.models import Certificate, Supporter
from certification.phrases.path import Step, next_step, steps_of
from certification.phrases.summary import COLOURS, summary_of, waited_for
from certification.phrases.surroundings import Surroundings
from certification.rules.gate import NO_TERMS, Decision, Terms, decide
from certification.rules.kinds import Facts
from certification.rules.requirements.live_session import LIVE_SESSION
from certification.rules.requirements.nomination import NOMINATION
from certification.rules.requirements.training import TRAINING, lasting_modules
from certification.selectors.certificates import certificates_not_revoked
from certification.selectors.facts import facts_of
from certification.selectors.leaders import leaders_of_outer
from certification.selectors.nominations import nominations_to_answer
from certification.selectors.policy import terms_on
from certification.selectors.sources import circumstances
from certification.selectors.waiting import with_circumstances
from curriculum.enums import SignUpStatus
from curriculum.models import SignUp
from curriculum.selectors.left import left_to_learn
from curriculum.selectors.sessions.calendar import own_sign_ups
from portal.accounts.models import Person, with_credentials
from portal.sections.models import Leadership


@dataclass(frozen=True, slots=True)
class Path:
    """A supporter's path on a date."""

    supporter: Supporter
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
    terms = terms_on(on) or NO_TERMS
    supporter = _with_surroundings(person, on, terms).first()
    if supporter is None:
        return None
    facts = facts_of([supporter.pk])[supporter.pk]
    decision = decide(terms, facts, on)
    sign_ups = own_sign_ups(person)
    around = _surroundings(supporter, person, decision, facts, _asked_for(sign_ups, terms))
    steps = steps_of(decision, around)
    return Path(
        supporter,
        decision,
        steps,
        next_step(steps),
        summary_of(decision, around),
        COLOURS[decision.standing],
        waited_for(steps),
        around.certificate,
        sign_ups,
        _session_kind(terms),
    )


def _with_surroundings(person: Person, on: dt.date, terms: Terms) -> QuerySet[Supporter]:
    leader = leaders_of_outer(on).order_by("kind", "person__name", "pk")
    stand = certificates_not_revoked().filter(supporter=OuterRef("pk"))
    newest = stand.order_by("-issued_at", "-pk")
    own = Supporter.objects.filter(person=person).order_by()
    return with_circumstances(own, on, terms).annotate(
        leader_name=Subquery(leader.values("person__name")[:1]),
        leader_credentials=Subquery(leader.values("person__credentials")[:1]),
        leader_kind=Subquery(leader.values("kind")[:1]),
        certificate_id=Subquery(newest.values("pk")[:1]),
        certificate_on=Subquery(newest.values("issued_on")[:1]),
        revoked_on=Subquery(
            Certificate.objects.filter(supporter=OuterRef("pk"), revoked_on__isnull=False)
            .order_by("-revoked_on")
            .values("revoked_on")[:1]
        ),
    )


def _surroundings(
    supporter: Supporter,
    person: Person,
    decision: Decision,
    facts: Facts,
    sign_ups: list[SignUp],
) -> Surroundings:
    found = supporter.__dict__
    leader = with_credentials(found["leader_name"] or "", found["leader_credentials"] or "")
    next_session = _next_session(sign_ups)
    return Surroundings(
        circumstances={name: found[name] for name in circumstances()},
        leader=leader,
        leader_is_head=found["leader_kind"] == Leadership.Kind.HEAD,
        nomination=_nomination(person, decision, nominated=found["nominated"]),
        **_training_left(person, decision, facts),
        session=next_session.session_id if next_session else None,
        session_on=localdate(next_session.session.starts_at) if next_session else None,
        waits_for_session=bool(next_session and next_session.status == SignUpStatus.WAITING),
        certificate=found["certificate_id"],
        certificate_on=found["certificate_on"],
        revoked_on=found["revoked_on"],
    )


def _nomination(person: Person, decision: Decision, *, nominated: bool) -> int | None:
    state = decision.state(NOMINATION)
    if not nominated or state is None or state.met:
        return None
    return nominations_to_answer(person).values_list("pk", flat=True).first()


def _training_left(person: Person, decision: Decision, facts: Facts) -> dict[str, Any]:
    """Minutes left, as the page of the training counts them; asked only while the training is unmet."""
    state = decision.state(TRAINING)
    if state is None or state.met:
        return {}
    left = left_to_learn(person, lasting_modules(facts))
    return {"minutes_left": left.minutes, "training_begun": bool(state.done) or left.begun}


def _asked_for(sign_ups: list[SignUp], terms: Terms) -> list[SignUp]:
    """Those in sessions of the kind that the policy asks for."""
    return [s for s in sign_ups if s.session.kind == _session_kind(terms)]


def _session_kind(terms: Terms) -> str:
    asked = terms.of(LIVE_SESSION)
    return asked.parameters.session_kind if asked else ""


def _next_session(sign_ups: list[SignUp]) -> SignUp | None:
    """The next session that the person has a place in, else one that they wait for."""
    places = [s for s in sign_ups if s.status == SignUpStatus.PLACE]
    return next(iter(places or sign_ups), None)
