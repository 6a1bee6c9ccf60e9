"""What revoking a certificate leaves behind, word for word; the documents are not drawn here."""

import pytest
from django.urls import reverse

from certification.codes import grouped
from certification.enums import EntryKind, LeaderDecision
from certification.models import LedgerEntry, Supporter
from certification.selectors.standing import decisions_for
from certification.services import certificates
from certification.services.certificates import issue_certificate, revoke_unattended
from curriculum.enums import Outcome
from portal.common.time import today
from tests.certification import rows
from tests.certification.program import NOW_DAY, run_program, train
from tests.certification.traces import emails, entered, forget_emails, letter_to, reasons
from tests.clock import TODAY
from tests.path import endorse

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _drawn_at_once(monkeypatch):
    monkeypatch.setattr(certificates, "certificate_pdf", lambda certificate: b"%PDF")


@pytest.fixture
def program(cast):
    return run_program()


@pytest.fixture
def supporter(cast, program):
    """Trained, and nothing issued yet."""
    train(cast.supporter.supporter, program)
    return cast.supporter.supporter


@pytest.fixture
def unattended(cast, program, supporter):
    """The supporter's certificate, endorsed; the attendance behind it was corrected just now."""
    certificate = issue_certificate(supporter)
    endorse(supporter, cast.head)
    attended = supporter.person.attendance.get()
    rows.attendance(supporter, program.session, NOW_DAY - 2, Outcome.ABSENT, supersedes=attended)
    forget_emails()
    return certificate


def test_a_revocation_in_history_and_ledger(cast, supporter, unattended):
    before = entered(supporter)
    [revoked] = revoke_unattended(supporter, by=cast.coordinator)
    assert (revoked, revoked.revoked_on) == (unattended, TODAY)
    assert reasons(revoked)[1:] == [(cast.coordinator, "The attendance behind it was corrected")]
    assert entered(supporter)[len(before) :] == [("revocation", "", "", cast.coordinator)]
    assert LedgerEntry.objects.get(kind=EntryKind.REVOCATION).effective_on == TODAY
    assert revoke_unattended(supporter, by=cast.coordinator) == []
    assert len(emails()) == 3


def test_holder_coordinator_and_signer_read_of_a_revocation(cast, supporter, unattended):
    revoke_unattended(supporter, by=cast.facilitator)
    code = grouped(unattended.code)
    assert emails() == [
        (cast.supporter.email, "About your certificate"),
        (cast.coordinator.email, "About a certificate"),
        (cast.head.email, "About your endorsement"),
    ]
    greeting, sentence, *_links = letter_to(cast.supporter)
    assert (greeting, sentence.partition(", and")[0]) == (
        "Dear Sam Example,",
        "The mark of your attendance at the live session was corrected, so your certificate "
        f"{code} is revoked as of today",
    )
    _greeting, sentence, link = letter_to(cast.coordinator)
    assert sentence.startswith(
        f"The attendance behind the certificate {code} of Sam Example, MD was corrected, so"
    )
    assert link.startswith("We’ve emailed Sam Example, MD.")
    assert link.endswith(reverse("certification:program_supporter", args=[supporter.pk]))
    greeting, sentence, _office, _link = letter_to(cast.head)
    assert (greeting, sentence.partition(":")[0]) == (
        "Dear Hal Example,",
        "Your endorsement of Sam Example, MD is no longer in force",
    )


def test_only_the_signer_of_an_endorsement_in_force_is_told(cast, supporter, unattended):
    """Beside it: one withdrawn, one that has lapsed, one that lapses today, and a decline."""
    for signer, lapses, withdrawn, decision in (
        (cast.leader, NOW_DAY + 9, NOW_DAY - 1, LeaderDecision.ENDORSED),
        (cast.leader, NOW_DAY - 1, None, LeaderDecision.ENDORSED),
        (cast.leader, NOW_DAY, None, LeaderDecision.ENDORSED),
        (cast.leader, NOW_DAY + 9, None, LeaderDecision.DECLINED),
        (cast.other_head, NOW_DAY + 1, None, LeaderDecision.ENDORSED),
    ):
        rows.endorsement(
            supporter,
            cast.cardiology,
            signer,
            unattended,
            NOW_DAY - 2,
            lapses,
            withdrawn,
            decision,
        )
    revoke_unattended(supporter, by=cast.coordinator)
    told = [to for to, subject in emails() if subject == "About your endorsement"]
    assert sorted(told) == sorted([cast.head.email, cast.other_head.email])


def test_an_attendance_that_stands_and_another_supporters_revoke_nothing(cast, program, supporter):
    certificate = issue_certificate(supporter)
    assert revoke_unattended(supporter, by=cast.coordinator) == []
    assert revoke_unattended(cast.other_supporter.supporter, by=cast.coordinator) == []
    certificate.refresh_from_db()
    assert (certificate.revoked_on, certificate.history.count()) == (None, 1)


def test_after_a_revocation_the_next_has_the_next_number(cast, program, supporter, unattended):
    revoke_unattended(supporter, by=cast.coordinator)
    assert issue_certificate(supporter) is None
    rows.attendance(supporter, rows.session(on=NOW_DAY - 1), NOW_DAY - 1)
    following = issue_certificate(supporter)
    assert (following.sequence, following.superseded_by) == (2, None)
    unattended.refresh_from_db()
    assert unattended.superseded_by is None
    decision = decisions_for([supporter.pk], today())[supporter.pk]
    assert decision.state("certificate").met
    assert Supporter.objects.get(pk=supporter.pk).certificates.count() == 2
