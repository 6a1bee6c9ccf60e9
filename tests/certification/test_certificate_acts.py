"""What issuing, renewing and revoking leave behind, word for word; the documents are not drawn here."""

import hashlib

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from certification.codes import grouped
from certification.enums import EntryKind
from certification.models import Certificate, LedgerEntry
from certification.rules.kinds import Parameters
from certification.services import certificates
from certification.services.certificates import (
    issue_after_commit,
    issue_certificate,
    issue_later,
    issue_what_is_due,
    renew_certificate,
)
from certification.services.policy import first_policy, put_policy_in_force
from portal.common.time import as_of
from tests.certification import rows
from tests.certification.program import NOW_DAY, run_program, train
from tests.certification.traces import (
    emails,
    entered,
    forget_emails,
    letter_to,
    reasons,
    refusal_of,
)
from tests.clock import NOW, TODAY, at, days
from tests.factories import make_supporter

pytestmark = pytest.mark.django_db

READY = "Your certificate is ready"
DRAWN = b"%PDF of certificate "


@pytest.fixture(autouse=True)
def drawn(monkeypatch):
    """Documents that are quick to draw; returns the codes of those that were."""
    codes = []

    def draw(certificate):
        codes.append(certificate.code)
        return DRAWN + certificate.code.encode()

    monkeypatch.setattr(certificates, "certificate_pdf", draw)
    return codes


@pytest.fixture
def program(cast):
    return run_program()


@pytest.fixture
def supporter(cast, program):
    """Trained, and nothing issued yet."""
    train(cast.supporter.supporter, program)
    return cast.supporter.supporter


@pytest.fixture
def queue(settings):
    """A queue that waits; returns who waits in it, and from when."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def waiting():
        found = DBTaskResult.objects.filter(task_path=issue_later.module_path)
        return sorted((task.args_kwargs["args"][0], _begins(task.run_after)) for task in found)

    return waiting


def _begins(run_after):
    """The queue notes a task that waits for nothing as one of the year 9999."""
    return None if run_after.year == 9999 else run_after


# Issuing -------------------------------------------------------------------------------------------


def test_a_certificate_in_history_and_ledger(cast, supporter):
    before = entered(supporter)
    certificate = issue_certificate(supporter)
    assert reasons(certificate) == [(None, "Training completed")]
    assert entered(supporter)[len(before) :] == [
        ("certificate", "", "", None),
        ("standing", "in_training", "awaiting_endorsement", None),
    ]
    entry = LedgerEntry.objects.get(kind=EntryKind.CERTIFICATE)
    assert (entry.entered_at, entry.effective_on) == (NOW, TODAY)
    document = DRAWN + certificate.code.encode()
    assert bytes(Certificate.objects.get().document) == document
    assert certificate.document_hash == hashlib.sha256(document).hexdigest()
    assert (certificate.sequence, certificate.issued_at) == (1, NOW)
    assert (certificate.supporter, certificate.superseded_by) == (supporter, None)


def test_the_holder_and_the_leaders_read_of_it(cast, supporter):
    certificate = issue_certificate(supporter)
    assert emails()[0] == (cast.supporter.email, READY)
    assert sorted(emails()[1:]) == sorted(
        (leader.email, "Sam Example asks for your endorsement")
        for leader in (cast.head, cast.leader)
    )
    greeting, _sentence, link = letter_to(cast.supporter)
    assert greeting == "Dear Sam Example,"
    assert link.startswith(f"Your certificate {grouped(certificate.code)} (PDF): ")
    assert link.endswith(reverse("certification:certificate", args=[certificate.pk]))


def test_each_supporter_has_a_first_one_and_a_code_of_their_own(program, supporter):
    other = make_supporter("Ada Example")
    train(other, program)
    both = [issue_certificate(each) for each in (supporter, other)]
    assert [each.sequence for each in both] == [1, 1]
    assert len({each.code for each in both}) == 2
    assert [issue_certificate(each) for each in (supporter, other)] == both


def test_an_endorsement_in_force_is_not_asked_for_again(cast, supporter):
    older = rows.certificate(supporter, NOW_DAY - 9, NOW_DAY + 30)
    rows.endorsement(supporter, cast.cardiology, cast.head, older, NOW_DAY - 8, NOW_DAY + 99)
    renewed = renew_certificate(supporter, by=cast.coordinator)
    assert renewed.pk != older.pk
    assert emails() == [(cast.supporter.email, READY)]


def test_facts_that_keep_changing_are_given_up_on_after_three_documents(
    program, supporter, drawn, monkeypatch
):
    """Under the lock the claims are others than those of the document, each time."""
    look, looks = certificates._claims_due, []

    def changing(*asked):
        looks.append(asked)
        found = look(*asked)
        return found if len(looks) % 2 else None

    monkeypatch.setattr(certificates, "_claims_due", changing)
    assert refusal_of(issue_certificate, supporter) == (
        "changing",
        None,
        "The facts of this certificate keep changing. Try again.",
    )
    assert (len(drawn), Certificate.objects.count(), emails()) == (3, 0, [])
    monkeypatch.setattr(certificates, "_claims_due", look)
    assert issue_certificate(supporter) == Certificate.objects.get()


# The queue -----------------------------------------------------------------------------------------


def test_only_those_without_a_certificate_are_queued(
    cast, program, supporter, queue, django_capture_on_commit_callbacks
):
    revoked, certified = make_supporter("Ada Example"), make_supporter("Bo Example")
    rows.certificate(certified, NOW_DAY - 9, NOW_DAY - 1)
    rows.certificate(revoked, NOW_DAY - 9, NOW_DAY + 9, revoked=NOW_DAY - 1)
    with django_capture_on_commit_callbacks(execute=True):
        issue_after_commit(iter([supporter, certified, revoked]))
        assert queue() == []
    assert queue() == sorted([(supporter.pk, None), (revoked.pk, None)])
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        issue_after_commit([])
    assert callbacks == []


def test_everybody_to_whom_one_is_due_is_queued(
    program, supporter, queue, django_capture_on_commit_callbacks
):
    make_supporter("Ada Example")
    also = make_supporter("Bo Example")
    train(also, program)
    with django_capture_on_commit_callbacks(execute=True):
        issue_what_is_due()
        assert queue() == []
    assert queue() == sorted([(supporter.pk, None), (also.pk, None)])
    issue_later.call(also.pk)
    assert Certificate.objects.get().supporter == also


def test_a_session_to_begin_is_waited_for(cast, program, queue, django_capture_on_commit_callbacks):
    """Both by who is queued and by who asks for it at once."""
    supporter = cast.supporter.supporter
    for edition in program.editions:
        rows.completion(supporter, edition, NOW_DAY - 3)
    rows.acceptance(supporter, program.expectations, NOW_DAY - 1)
    session = rows.session(on=NOW_DAY)
    rows.attendance(supporter, session, NOW_DAY)
    assert session.starts_at > NOW
    with django_capture_on_commit_callbacks(execute=True):
        issue_after_commit([supporter])
    assert queue() == [(supporter.pk, session.starts_at)]
    assert issue_certificate(supporter) is None
    assert queue() == [(supporter.pk, session.starts_at)] * 2
    with at("2026-11-23 11:00:00"):
        assert issue_certificate(supporter) == Certificate.objects.get()
    assert len(queue()) == 2


def test_a_demonstration_issues_on_the_day_on_which_it_pretends_to_be(
    program, supporter, queue, django_capture_on_commit_callbacks
):
    with as_of(NOW), django_capture_on_commit_callbacks(execute=True):
        issue_after_commit([supporter])
        assert Certificate.objects.count() == 0
    assert (queue(), Certificate.objects.get().issued_on) == ([], TODAY)


# Renewing ------------------------------------------------------------------------------------------


def test_a_renewal_in_history_and_ledger(cast, supporter):
    older = issue_certificate(supporter)
    forget_emails()
    with at("2028-10-01"):
        before = entered(supporter)
        renewed = renew_certificate(supporter, by=cast.coordinator)
        older.refresh_from_db()
        assert (older.superseded_by, renewed.superseded_by) == (renewed, None)
        assert entered(supporter)[len(before) :] == [("certificate", "", "", cast.coordinator)]
    assert reasons(renewed) == [(cast.coordinator, "Certificate renewed")]
    assert reasons(older) == [
        (None, "Training completed"),
        (cast.coordinator, "Certificate renewed"),
    ]
    assert (renewed.sequence, renewed.expires_on.isoformat()) == (2, "2030-10-01")
    assert emails()[0] == (cast.supporter.email, READY)


def test_what_cannot_be_renewed_in_words(cast, program, supporter):
    untrained = cast.other_supporter.supporter
    assert refusal_of(renew_certificate, untrained, by=cast.coordinator) == (
        "training",
        None,
        "Sue Example has to complete the training first, as it is asked for today.",
    )
    first = issue_certificate(supporter)
    # On the day of its issue it is the one just issued.
    assert renew_certificate(supporter, by=cast.coordinator) == first
    with at(f"{days(1)}"):
        assert refusal_of(renew_certificate, supporter, by=cast.coordinator) == (
            "early",
            None,
            "The certificate of Sam Example is valid for long enough.",
        )
    with at("2028-10-01"):
        rows.edition(program.editions[0].module, 2, on=NOW_DAY + 600, due=NOW_DAY + 600)
        assert refusal_of(renew_certificate, supporter, by=cast.coordinator)[0] == "training"


@pytest.mark.parametrize(("months", "ends"), [(1, "2026-12-24"), (30, "2029-05-24")])
def test_it_is_valid_for_the_policys_months(program, supporter, months, ends):
    asked = first_policy(program.policy.asked.get(kind="training").course)
    asked["certificate"] = Parameters(months=months)
    put_policy_in_force(asked, by=None, why="Other months", in_force_from=days(1))
    with at(f"{days(1)}"):
        late = issue_certificate(supporter)
    assert (late.issued_on, late.expires_on.isoformat()) == (days(1), ends)
