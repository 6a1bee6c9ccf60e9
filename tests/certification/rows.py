"""Raw rows for tests of the gate and its facts: any facts at any dates, which services would refuse.

Written through the base managers, without history; what follows from them is projected after each, as a service would.
Days are whole numbers after `DAY_0`.
"""

import dataclasses
import datetime as dt
import itertools
import uuid
from typing import Any

from certification.enums import LeaderDecision, NominationStatus
from certification.models import (
    Attestation,
    Certificate,
    Endorsement,
    Hold,
    Nomination,
    Policy,
    PolicyRequirement,
    Supporter,
)
from certification.rules.kinds import Parameters
from certification.services.policy import first_policy
from curriculum.enums import Change, Outcome, SessionKind, SignUpStatus, StaffPart
from curriculum.models import (
    Acceptance,
    Attendance,
    Completion,
    Course,
    Edition,
    ExpectationsEdition,
    Module,
    Retirement,
    Session,
    SessionStaff,
    SignUp,
)
from portal.accounts.models import Person
from portal.sections.models import Campus, Leadership, Membership, Section
from tests.certification.projected import project_after

DAY_0 = dt.date(2026, 3, 1)
_count = itertools.count(1)


def day(number: int | None) -> dt.date | None:
    return None if number is None else DAY_0 + dt.timedelta(days=number)


def moment(number: int) -> dt.datetime:
    """Noon of the day in the program's zone, more or less: 18:00 UTC."""
    return dt.datetime.combine(day(number), dt.time(18), tzinfo=dt.UTC)


def row(model: type, **fields: Any) -> Any:
    made = model._base_manager.bulk_create([model(**fields)])[0]
    project_after(made)
    return made


def person(name: str = "", **fields: Any) -> Person:
    number = next(_count)
    return row(
        Person,
        email=f"person-{number}@example.invalid",
        name=name or f"Person {number} Example",
        **fields,
    )


def supporter(who: Person | None = None, since: int = 0) -> Supporter:
    return row(Supporter, person=who or person(), since=day(since))


def course() -> Course:
    number = next(_count)
    return row(Course, slug=f"course-{number}", title=f"Course {number}")


def module(of: Course, *retired: tuple[int, int | None]) -> Module:
    """A module; `retired`: first days without it, and the days on which it came back."""
    number = next(_count)
    made = row(Module, course=of, slug=f"module-{number}", title=f"Module {number}")
    for since, until in retired:
        row(Retirement, module=made, since=day(since), until=day(until))
    return made


def _published(number: int, on: int, due: int | None) -> dict[str, Any]:
    return {
        "number": number,
        "change": Change.MINOR if due is None else Change.MATERIAL,
        "due_on": day(due),
        "content_hash": "0" * 64,
        "published_at": moment(on),
        "published_on": day(on),
    }


def edition(of: Module, number: int, on: int, due: int | None = None) -> Edition:
    """An edition published on day `on`; `due` makes it material."""
    return row(
        Edition,
        module=of,
        title=of.title,
        summary="A summary.",
        minutes=10,
        pass_mark=80,
        parts=(),
        **_published(number, on, due),
    )


def expectations(number: int, on: int, due: int | None = None) -> ExpectationsEdition:
    return row(
        ExpectationsEdition,
        title="Expectations",
        intro="I undertake.",
        items=["I attend."],
        meaning="I accept.",
        **_published(number, on, due),
    )


def completion(of: Supporter, what: Edition, on: int) -> Completion:
    return row(
        Completion, person=of.person, edition=what, completed_at=moment(on), completed_on=day(on)
    )


def _signed(on: int) -> dict[str, Any]:
    return {
        "printed_name": "A. Example",
        "meaning": "Meaning",
        "statement": "Text",
        "statement_hash": "0" * 64,
        "signed_at": moment(on),
        "signed_on": day(on),
    }


def acceptance(of: Supporter, what: ExpectationsEdition, on: int) -> Acceptance:
    return row(Acceptance, person=of.person, edition=what, **_signed(on))


def session(kind: SessionKind = SessionKind.FOUNDATIONAL, on: int = 0, **fields: Any) -> Session:
    plain = {
        "title": "Session",
        "place": "Room 1",
        "starts_at": moment(on),
        "minutes": 120,
        "capacity": 20,
    }
    made = row(Session, kind=kind, **{**plain, **fields})
    row(SessionStaff, session=made, person=person(), part=StaffPart.FACILITATOR)
    return made


def attendance(
    of: Supporter,
    what: Session,
    on: int,
    outcome: Outcome = Outcome.ATTENDED,
    supersedes: Attendance | None = None,
) -> Attendance:
    return row(
        Attendance,
        session=what,
        person=of.person,
        outcome=outcome,
        marked_by=what.staff.get().person,
        marked_at=moment(on),
        held_on=day(on),
        supersedes=supersedes,
        reason="A slip of the pen." if supersedes else "",
    )


def section() -> Section:
    number = next(_count)
    campus = row(Campus, slug=f"campus-{number}", name=f"Campus {number}")
    return row(Section, campus=campus, slug=f"section-{number}", name=f"Section {number}")


def nomination(
    of: Supporter, nominator: Person, status: NominationStatus, on: int | None
) -> Nomination:
    return row(
        Nomination,
        nominee_name=of.person.name,
        nominee_email=f"{uuid.uuid4()}@example.invalid",
        nominee=of.person,
        nominator=nominator,
        nominated_at=moment(0),
        status=status,
        answered_on=day(on),
    )


def attestation(
    of: Supporter, where: Section, by: Person, on: int, lapses: int, withdrawn: int | None = None
) -> Attestation:
    return row(
        Attestation,
        supporter=of,
        section=where,
        signer=by,
        lapses_on=day(lapses),
        withdrawn_on=day(withdrawn),
        **_signed(on),
    )


def certificate(of: Supporter, on: int, expires: int, revoked: int | None = None) -> Certificate:
    number = next(_count)
    return row(
        Certificate,
        supporter=of,
        sequence=number % 30000,
        code=f"C-{number}",
        holder=of.person.name,
        course="Course",
        editions=[],
        minutes=120,
        issued_at=moment(on),
        issued_on=day(on),
        expires_on=day(expires),
        document=b"%PDF",
        document_hash="0" * 64,
        revoked_on=day(revoked),
    )


def endorsement(
    of: Supporter,
    where: Section,
    by: Person,
    under: Certificate,
    on: int,
    lapses: int,
    withdrawn: int | None = None,
    decision: LeaderDecision = LeaderDecision.ENDORSED,
) -> Endorsement:
    return row(
        Endorsement,
        supporter=of,
        section=where,
        signer=by,
        certificate=under,
        decision=decision,
        lapses_on=day(lapses),
        withdrawn_on=day(withdrawn),
        **_signed(on),
    )


def hold(of: Supporter, since: int, until: int | None, by: Person) -> Hold:
    return row(Hold, supporter=of, since=day(since), until=day(until), placed_by=by)


def policy(of: Course, number: int, since: int, requirements: list[str]) -> Policy:
    """A policy that asks for requirements as the first one does, and without parameters for what that leaves out."""
    made = row(Policy, number=number, in_force_from=day(since))
    usual = first_policy(of)
    for position, kind in enumerate(requirements, start=1):
        given = dataclasses.asdict(usual.get(kind, Parameters()))
        course = given.pop("course")
        row(PolicyRequirement, policy=made, position=position, kind=kind, course_id=course, **given)
    return made


def membership(of: Supporter, where: Section, since: int, until: int | None = None) -> Membership:
    return row(Membership, person=of.person, section=where, since=day(since), until=day(until))


def leadership(who: Person, where: Section, since: int, until: int | None = None) -> Leadership:
    return row(
        Leadership,
        person=who,
        section=where,
        kind=Leadership.Kind.LEADER,
        since=day(since),
        until=day(until),
    )


def sign_up(of: Supporter, what: Session, status: SignUpStatus = SignUpStatus.PLACE) -> SignUp:
    return row(SignUp, session=what, person=of.person, status=status, signed_up_at=moment(0))
