"""A certificate of a session that was not attended after all is revoked, and with it the endorsement that names it."""

import pytest

from certification.enums import EntryKind
from certification.models import Certificate, Endorsement, LedgerEntry
from certification.selectors.certificates import status_of
from certification.selectors.path import path_of
from certification.selectors.standing import decisions_for, supporters_due_a_certificate
from certification.services.certificates import issue_certificate
from curriculum.enums import Outcome
from curriculum.models import Attendance
from curriculum.services.sessions.attendance import mark_attendance
from portal.common.models import OutboxMessage
from tests.certification import rows
from tests.certification.program import NOW_DAY, certify, run_program
from tests.clock import TODAY, at, days
from tests.path import attest, endorse

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():  # type: ignore[no-untyped-def]
    with at(f"{days(-1)}"):
        return run_program()


@pytest.fixture
def supporter(cast):  # type: ignore[no-untyped-def]
    return cast.supporter.supporter


@pytest.fixture
def active(cast, program, supporter):  # type: ignore[no-untyped-def]
    """The supporter's certificate: they have been active since yesterday."""
    rows.nomination(supporter, cast.stranger, "accepted", NOW_DAY - 9)
    rows.sign_up(supporter, program.session)
    with at(f"{days(-1)}"):
        certificate = certify(supporter, program)
        attest(supporter, cast.head)
        endorse(supporter, cast.head)
    assert standing_of(supporter) == "active"
    return certificate


def standing_of(supporter):  # type: ignore[no-untyped-def]
    return decisions_for([supporter.pk], TODAY)[supporter.pk].standing


def correct(cast, program, supporter, outcome):  # type: ignore[no-untyped-def]
    last = Attendance.objects.filter(person=supporter.person).latest("pk")
    return mark_attendance(
        program.session,
        person=supporter.person,
        outcome=outcome,
        by=cast.coordinator,
        reason="Somebody else answered to the name.",
        seen=last.pk,
    )


def test_it_is_revoked_and_everybody_concerned_learns_of_it(  # type: ignore[no-untyped-def]
    cast, program, supporter, active
) -> None:
    OutboxMessage.objects.all().delete()
    correct(cast, program, supporter, Outcome.ABSENT)
    certificate = Certificate.objects.get()
    assert (certificate.revoked_on, status_of(certificate, TODAY)) == (TODAY, "revoked")
    assert standing_of(supporter) == "lapsed"
    told = LedgerEntry.objects.filter(supporter=supporter).order_by("-pk")[:2]
    assert [(e.kind, e.actor, e.standing) for e in told] == [
        (EntryKind.STANDING, cast.coordinator, "lapsed"),
        (EntryKind.REVOCATION, cast.coordinator, ""),
    ]
    assert told[1].detail == {
        "code": certificate.code,
        "document_hash": certificate.document_hash,
    }
    last = certificate.history.latest()
    assert (last.history_user, last.history_change_reason) == (
        cast.coordinator,
        "The attendance behind it was corrected",
    )
    assert list(OutboxMessage.objects.values_list("recipient", "subject")) == [
        (cast.supporter.email, "About your certificate"),
        (cast.coordinator.email, "About a certificate"),
        (cast.head.email, "About your endorsement"),
    ]


def test_its_endorsement_ends_with_it_and_the_past_keeps_both(  # type: ignore[no-untyped-def]
    cast, program, supporter, active
) -> None:
    correct(cast, program, supporter, Outcome.ABSENT)
    unmet = {state.requirement for state in path_of(supporter.person, TODAY).decision.unmet}
    assert unmet == {"live_session", "certificate", "endorsement"}
    assert Endorsement.objects.get().withdrawn_on is None
    yesterday = decisions_for([supporter.pk], days(-1))[supporter.pk]
    assert yesterday.state("certificate").met
    assert yesterday.state("endorsement").met


def test_a_mark_that_stays_revokes_nothing(cast, program, supporter, active) -> None:  # type: ignore[no-untyped-def]
    correct(cast, program, supporter, Outcome.ATTENDED)
    other = rows.session(on=NOW_DAY - 1)
    rows.sign_up(supporter, other)
    mark_attendance(other, person=supporter.person, outcome=Outcome.ABSENT, by=cast.coordinator)
    assert Certificate.objects.get().revoked_on is None
    assert standing_of(supporter) == "active"


@pytest.mark.parametrize(("held", "revoked"), [(NOW_DAY - 1, False), (NOW_DAY, True)])
def test_another_session_attended_by_the_day_of_issue_bears_it(  # type: ignore[no-untyped-def]
    cast, program, supporter, active, held, revoked
) -> None:
    before = Attendance.objects.get()
    rows.attendance(supporter, rows.session(on=held), held)
    mark_attendance(
        program.session,
        person=supporter.person,
        outcome=Outcome.EXCUSED,
        by=cast.coordinator,
        reason="Called away.",
        seen=before.pk,
    )
    assert (Certificate.objects.get().revoked_on is not None) is revoked


def test_a_policy_that_asked_for_no_session_revokes_nothing(  # type: ignore[no-untyped-def]
    cast, supporter
) -> None:
    program = run_program()
    rows.policy(
        program.policy.asked.get(kind="training").course,
        2,
        NOW_DAY + 1,
        ["training", "certificate"],
    )
    rows.sign_up(supporter, program.session)
    with at(f"{days(1)}"):
        certify(supporter, program)
        correct(cast, program, supporter, Outcome.ABSENT)
    assert Certificate.objects.get().revoked_on is None


def test_it_is_revoked_once(cast, program, supporter, active) -> None:  # type: ignore[no-untyped-def]
    correct(cast, program, supporter, Outcome.ABSENT)
    correct(cast, program, supporter, Outcome.EXCUSED)
    assert LedgerEntry.objects.filter(kind=EntryKind.REVOCATION).count() == 1


def test_a_correction_taken_back_brings_a_new_certificate_beside_the_old_one(  # type: ignore[no-untyped-def]
    cast, program, supporter, active, django_capture_on_commit_callbacks
) -> None:
    correct(cast, program, supporter, Outcome.ABSENT)
    assert issue_certificate(supporter) is None
    assert list(supporters_due_a_certificate(TODAY)) == []
    with django_capture_on_commit_callbacks(execute=True):
        correct(cast, program, supporter, Outcome.ATTENDED)
    old, new = Certificate.objects.order_by("sequence")
    assert (old.pk, old.sequence, new.sequence) == (active.pk, 1, 2)
    assert old.code != new.code
    assert [status_of(each, TODAY) for each in (old, new)] == ["revoked", "valid"]
    # The statement under the endorsement named the old one.
    assert standing_of(supporter) == "lapsed"
    assert endorse(supporter, cast.head).certificate == new
    assert standing_of(supporter) == "active"


def test_a_slip_at_the_door_that_is_taken_back_the_same_day_certifies_nobody(  # type: ignore[no-untyped-def]
    cast, program, supporter
) -> None:
    for edition in program.editions:
        rows.completion(supporter, edition, NOW_DAY - 3)
    rows.acceptance(supporter, program.expectations, NOW_DAY - 1)
    rows.sign_up(supporter, program.session)
    came = {"person": supporter.person, "outcome": Outcome.ATTENDED, "by": cast.coordinator}
    mark_attendance(program.session, **came)
    assert trained(supporter)
    correct(cast, program, supporter, Outcome.ABSENT)
    assert (trained(supporter), issue_certificate(supporter)) == (False, None)
    correct(cast, program, supporter, Outcome.ATTENDED)
    assert (trained(supporter), issue_certificate(supporter)) == (True, Certificate.objects.get())
    assert Attendance.objects.filter(person=supporter.person).count() == 3


def trained(supporter):  # type: ignore[no-untyped-def]
    return decisions_for([supporter.pk], TODAY)[supporter.pk].training_is_met


def test_my_path_says_what_happened_and_offers_no_revoked_document(  # type: ignore[no-untyped-def]
    cast, program, supporter, active, as_person
) -> None:
    page = as_person(cast.supporter).get("/my/").content.decode()
    assert f"/my/certificate/{active.pk}/" in page
    correct(cast, program, supporter, Outcome.ABSENT)
    page = as_person(cast.supporter).get("/my/").content.decode()
    assert "because your attendance was corrected" in page
    assert f"/my/certificate/{active.pk}/" not in page
