"""The whole path, step by step, through the services alone: what people do, as they do it.

Every step happens now, wherever the clock stands. `run_program` comes first.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from certification.enums import StatementKind
from certification.models import (
    Attestation,
    Certificate,
    Endorsement,
    Nomination,
    Policy,
    Supporter,
)
from certification.selectors.certificates import certificate_in_force
from certification.selectors.directory import directory
from certification.selectors.statements import Shown, statement_for
from certification.services.attestations import attest_good_standing
from certification.services.certificates import issue_certificate
from certification.services.endorsements import sign_endorsement
from certification.services.nominations import accept_nomination, nominate
from certification.services.policy import ensure_policy_one, ensure_statements
from curriculum.content import ModuleContent, Part
from curriculum.enums import Change, Outcome, SessionKind
from curriculum.models import Acceptance, Attempt, Course, Edition, ExpectationsEdition, Session
from curriculum.rules.parts.check import questions_of
from curriculum.rules.progress import marked_parts
from curriculum.selectors.sessions.staff import keepers_of
from curriculum.services.checks import submit_attempt
from curriculum.services.courses import ensure_course, ensure_module
from curriculum.services.editions import Publication, publish_edition, publish_expectations
from curriculum.services.expectations import accept_expectations
from curriculum.services.learning import mark_read
from curriculum.services.sessions.attendance import mark_attendance
from curriculum.services.sessions.places import sign_up
from curriculum.services.sessions.scheduling import schedule_session
from curriculum.validators import SessionTerms
from portal.accounts.models import Person
from portal.common.time import now, today
from portal.sections.models import Section
from portal.sections.selectors import section_of
from tests.factories import BEFORE, Cast

STATEMENTS = {
    "good_standing": {
        "text": "On {date}, {person} of {section} is in good standing. {signer}",
        "meaning": "Statement of good standing",
    },
    "endorsement": {
        "text": "I endorse {person} for {section} under certificate {certificate}. {signer}, {date}",
        "meaning": "Endorsement",
    },
    "decline": {
        "text": "I do not endorse {person} for {section} at this time. {signer}, {date}",
        "meaning": "Decision not to endorse at this time",
    },
}


@dataclass(frozen=True, slots=True)
class Program:
    """A policy over a course of two modules of ten minutes each, and the expectations."""

    course: Course
    editions: list[Edition]
    expectations: ExpectationsEdition
    policy: Policy


def run_program(*, by: Person | None = None) -> Program:
    """Publish a small course and the expectations, and put policy version 1 in force."""
    course = ensure_course("foundational-education", title="Foundational education", by=by)
    editions = [
        publish_module(
            ensure_module(course, slug=slug, title=title, position=position, by=by).slug,
            title,
            by=by,
        )
        for position, (slug, title) in enumerate([("listening", "Listening"), ("limits", "Limits")])
    ]
    expectations = publish_expectations(
        title="Expectations",
        intro="As a peer supporter I undertake to:",
        items=["attend meetings as I am able", "keep what I hear to myself"],
        meaning="Acceptance of the expectations",
        by=by,
    )
    ensure_statements(STATEMENTS, by=by)
    policy = ensure_policy_one(course, by=by, in_force_from=BEFORE)
    return Program(course, editions, expectations, policy)


def publish_module(
    slug: str, title: str, *, text: str = "Listen first.", by: Person | None
) -> Edition:
    """An edition of one section and one question; the right answer is the option “yes”."""
    options = [
        {"id": "yes", "text": "Listen", "right": True, "feedback": "Yes."},
        {"id": "no", "text": "Advise", "right": False, "feedback": "Not yet."},
    ]
    question = {
        "id": f"{slug}-1",
        "kind": "single",
        "text": "What comes first?",
        "hint": "",
        "feedback": "",
        "options": options,
    }
    content = ModuleContent(
        title=title,
        summary=f"What {title.lower()} is.",
        outcomes=("Listen",),
        sources=(),
        competences=("COM02",),
        minutes=10,
        pass_mark=80,
        parts=(
            Part("first", "reading", "First", 8, {"html": f"<p>{text}</p>"}),
            Part("check", "check", "Knowledge check", 2, {"questions": [question]}),
        ),
    )
    said = Publication(Change.MATERIAL, "The text changed.", today())
    return publish_edition(slug, content=content, said=said, by=by)


def nominated(nominator: Person, nominee: Person) -> Nomination:
    nomination = nominate(name=nominee.name, email=nominee.email, by=nominator)
    assert nomination is not None
    return nomination


def accepted(nomination: Nomination, nominee: Person) -> Supporter:
    """The nominee accepts and is on the path."""
    supporter = accept_nomination(nomination, by=nominee)
    assert supporter is not None
    return supporter


def answer(person: Person, edition: Edition, *, right: bool = True) -> Attempt:
    """Read a module and answer its check."""
    for part in marked_parts(edition.parts):
        mark_read(person, edition=edition, slug=part.slug)
    questions = questions_of(edition.parts)
    answers = {question["id"]: ["yes" if right else "no"] for question in questions}
    return submit_attempt(person, edition=edition, token=uuid.uuid4(), answers=answers)


def learn(person: Person, program: Program) -> None:
    """Finish every module."""
    for edition in program.editions:
        assert answer(person, edition).passed


def scheduled(facilitator: Person, *, minutes_ahead: int = 20, title: str = "Training") -> Session:
    """A foundational session that begins soon: its door is open already."""
    return schedule_session(
        SessionTerms(
            kind=SessionKind.FOUNDATIONAL,
            title=title,
            place="Education building, room 2",
            link="",
            starts_at=now() + dt.timedelta(minutes=minutes_ahead),
            minutes=60,
            capacity=20,
        ),
        facilitator=facilitator,
        by=facilitator,
        token=uuid.uuid4(),
    )


def begin(session: Session) -> None:
    """The time of a session has come, whatever the clock says."""
    Session._base_manager.filter(pk=session.pk).update(starts_at=now())


def attend(person: Person, session: Session) -> None:
    """Sign up, come when it begins, and be marked by the facilitator."""
    sign_up(session, by=person)
    begin(session)
    mark_attendance(session, person=person, outcome=Outcome.ATTENDED, by=keepers_of(session)[0])


def accept(person: Person, program: Program) -> Acceptance:
    return accept_expectations(person, edition_id=program.expectations.pk, printed_name=person.name)


def certified(supporter: Supporter, program: Program, facilitator: Person) -> Certificate:
    """Everything that a certificate asks for, and the certificate."""
    learn(supporter.person, program)
    attend(supporter.person, scheduled(facilitator))
    accept(supporter.person, program)
    certificate = issue_certificate(supporter)
    assert certificate is not None
    return certificate


def shown(kind: StatementKind, supporter: Supporter, signer: Person) -> tuple[Section, Shown]:
    """The supporter's section, and the statement as a page shows it to the signer now."""
    section = section_of(supporter.person)
    assert section is not None
    certificate = certificate_in_force(supporter, today())
    return section, statement_for(kind, supporter, signer, section, today(), certificate)


def attest(supporter: Supporter, signer: Person) -> Attestation:
    section, text = shown(StatementKind.GOOD_STANDING, supporter, signer)
    return attest_good_standing(
        supporter, section=section, printed_name=signer.name, statement_hash=text.hash, by=signer
    )


def endorse(supporter: Supporter, signer: Person) -> Endorsement:
    section, text = shown(StatementKind.ENDORSEMENT, supporter, signer)
    return sign_endorsement(
        supporter, section=section, printed_name=signer.name, statement_hash=text.hash, by=signer
    )


def active_supporter(nominee: Person, program: Program, cast: Cast) -> Supporter:
    """Somebody of the head's section on the whole way, from nominated to active, today."""
    supporter = accepted(nominated(cast.stranger, nominee), nominee)
    attest(supporter, cast.head)
    certified(supporter, program, cast.facilitator)
    endorse(supporter, cast.head)
    return supporter


def active() -> list[Supporter]:
    """Those whom everybody finds in the list of supporters."""
    return [period.supporter for period in directory(today()).periods.select_related("supporter")]
