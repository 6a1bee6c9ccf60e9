"""What the sentences about one person's path name beside the decision: asked only where a sentence needs it."""

from collections.abc import Sequence
from typing import Any

from django.utils.timezone import localdate

from certification.models import Certificate
from certification.phrases.kinds import phrases
from certification.phrases.surroundings import Surroundings
from certification.rules.gate import Decision, Terms
from certification.rules.kinds import Facts
from certification.rules.requirements.certificate import CERTIFICATE
from certification.rules.requirements.nomination import NOMINATION
from certification.rules.requirements.training import TRAINING, lasting_modules
from certification.rules.waiting import TRAINED, known_from, missing_circumstances
from certification.selectors.leaders import first_leader_of
from certification.selectors.nominations import nominations_to_answer
from certification.selectors.waiting import circumstances_of
from curriculum.enums import SignUpStatus
from curriculum.models import SignUp
from curriculum.selectors.left import left_to_learn
from portal.accounts.models import Person
from portal.sections.models import Leadership


def surroundings_of(
    supporter: int,
    person: Person,
    terms: Terms,
    decision: Decision,
    facts: Facts,
    sign_ups: Sequence[SignUp],
) -> Surroundings:
    """What surrounds a decision about a supporter (id); `sign_ups` are those in sessions that the policy asks for.

    At most five statements: circumstances, leader, certificates, nomination, training.
    """
    on = decision.on
    known = {**known_from(facts, on), TRAINED: decision.training_is_met}
    missing = missing_circumstances(decision, known)
    leader = None
    if _is_signed_by_leader(decision):
        leader = first_leader_of(person, on)
        known["has_leader"] = leader is not None
    asked = circumstances_of([supporter], on, terms, missing - known.keys())
    known.update(asked[supporter])
    return Surroundings(
        circumstances=known,
        leader=leader.person.full_name if leader else "",
        leader_is_head=leader is not None and leader.kind == Leadership.Kind.HEAD,
        nomination=_nomination(person, decision) if known.get("nominated") else None,
        **_training_left(person, decision, facts),
        **_next_session(sign_ups),
        **_certificates(supporter, facts),
    )


def _is_signed_by_leader(decision: Decision) -> bool:
    """Whether a leader's signature can meet what is unmet: then a sentence names the leader."""
    return any(phrases()[state.requirement].signed for state in decision.unmet)


def _nomination(person: Person, decision: Decision) -> int | None:
    state = decision.state(NOMINATION)
    if state is None or state.met:
        return None
    return nominations_to_answer(person).values_list("pk", flat=True).first()


def _training_left(person: Person, decision: Decision, facts: Facts) -> dict[str, Any]:
    """Minutes left, as the page of the training counts them; asked only while the training is unmet."""
    state = decision.state(TRAINING)
    if state is None or state.met:
        return {}
    left = left_to_learn(person, lasting_modules(facts))
    return {"minutes_left": left.minutes, "training_begun": bool(state.done) or left.begun}


def _next_session(sign_ups: Sequence[SignUp]) -> dict[str, Any]:
    """The next session that the person has a place in, else one that they wait for."""
    places = [each for each in sign_ups if each.status == SignUpStatus.PLACE]
    found = next(iter(places or sign_ups), None)
    if found is None:
        return {}
    return {
        "session": found.session_id,
        "session_on": localdate(found.session.starts_at),
        "waits_for_session": found.status == SignUpStatus.WAITING,
    }


def _certificates(supporter: int, facts: Facts) -> dict[str, Any]:
    """The newest certificate that stands, and the last day on which one was revoked; every one of them is a fact."""
    if not facts.of(CERTIFICATE):
        return {}
    rows = Certificate.objects.filter(supporter=supporter).order_by("-issued_at", "-pk")
    found = list(rows.values_list("pk", "issued_on", "revoked_on"))
    pk, issued_on = next(((pk, on) for pk, on, revoked in found if revoked is None), (None, None))
    revoked_on = max((revoked for _, _, revoked in found if revoked), default=None)
    return {"certificate": pk, "certificate_on": issued_on, "revoked_on": revoked_on}
