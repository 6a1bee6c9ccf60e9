"""`manage.py reconcile`: what time brings is entered, certificates and mail that failed are tried again."""

from io import StringIO

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.management import CommandError, call_command

from certification.models import Certificate, Fact, LedgerEntry
from certification.selectors.sources import sources
from certification.selectors.standing import supporters_due_a_certificate
from certification.services import certificates, reconciling
from certification.services.projecting import project
from certification.services.reconciling import Reconciled, reconcile
from certification.services.standing import reassess
from portal.common.models import OutboxMessage
from tests.certification import rows
from tests.certification.program import NOW_DAY, run_program, train
from tests.certification.traces import entered
from tests.clock import TODAY, at, days
from tests.factories import make_person, make_supporter

pytestmark = pytest.mark.django_db

NOTHING = Reconciled(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


@pytest.fixture
def program():
    return run_program()


def run():
    out = StringIO()
    call_command("reconcile", stdout=out)
    return out.getvalue().splitlines()


def test_a_date_that_came_is_entered_once_by_the_portal(program):
    paused, other = make_supporter(), make_supporter()
    for supporter in (paused, other):
        reassess(supporter, by=None)
    rows.hold(paused, NOW_DAY + 2, NOW_DAY + 4, make_person())
    assert reconcile() == NOTHING
    with at(f"{days(2)}"):
        assert run()[0] == "Standings entered: 1"
        assert reconcile() == NOTHING
    last = LedgerEntry.objects.last()
    assert (last.supporter, last.standing, last.actor) == (paused, "paused", None)
    assert last.effective_on == days(2)


def test_a_pause_that_came_and_went_between_two_runs_leaves_no_entry(program):
    supporter = make_supporter()
    reassess(supporter, by=None)
    rows.hold(supporter, NOW_DAY + 2, NOW_DAY + 4, make_person())
    with at(f"{days(9)}"):
        assert reconcile() == NOTHING


def test_certificates_that_are_due_are_issued(program):
    due = make_supporter("Dora Example")
    train(due, program)
    make_supporter()
    assert list(supporters_due_a_certificate(TODAY)) == [due]
    done = reconcile()
    assert (done.certificates, done.certificates_failed) == (1, 0)
    assert Certificate.objects.get().supporter == due
    assert list(supporters_due_a_certificate(TODAY)) == []
    assert reconcile() == NOTHING


def test_no_certificate_is_due_to_who_left_or_under_a_policy_without_training(program):
    gone = rows.supporter(rows.person(is_active=False, left_on=TODAY))
    train(gone, program)
    assert list(supporters_due_a_certificate(TODAY)) == []
    train(make_supporter(), program)
    assert supporters_due_a_certificate(TODAY).count() == 1
    rows.policy(program.policy.asked.get(kind="training").course, 2, NOW_DAY + 1, ["nomination"])
    assert supporters_due_a_certificate(days(1)).count() == 0


def test_one_certificate_that_fails_does_not_stop_the_others(program, monkeypatch, logged_errors):
    first, second = make_supporter("Al Example"), make_supporter("Bo Example")
    for supporter in (first, second):
        train(supporter, program)
    issue = reconciling.issue_certificate

    def broken(supporter):
        if supporter == first:
            raise RuntimeError("no paper")
        return issue(supporter)

    monkeypatch.setattr(reconciling, "issue_certificate", broken)
    with pytest.raises(CommandError, match="could not be issued: 1"):
        run()
    assert Certificate.objects.get().supporter == second
    assert [record.getMessage() for record in logged_errors] == [
        f"The certificate of supporter {first.pk} could not be issued."
    ]
    monkeypatch.undo()
    assert run()[1] == "Certificates issued: 1"


def test_mail_that_waits_is_sent(program):
    OutboxMessage.objects.create(recipient="dana@example.invalid", subject="A subject", body="Hi")
    assert run()[3] == "Email sent: 1, waiting: 0"
    assert [message.subject for message in mail.outbox] == ["A subject"]
    assert OutboxMessage.objects.get().sent_at is not None


def test_what_has_ended_is_cleared_away_and_counted(program):
    SessionStore().save()
    with at(f"{days(7)}"):
        assert run()[-1] == "Cleared away: 0 ended sign-ins, 0 ended tasks, 0 kept forms, 0 counts"
    with at(f"{days(8)}"):
        assert run()[-1] == "Cleared away: 1 ended sign-ins, 0 ended tasks, 0 kept forms, 0 counts"
        assert reconcile() == NOTHING


def test_without_a_program_there_is_nothing_to_do(db):
    make_supporter()
    assert reconcile() == NOTHING


def test_finding_nothing_costs_the_same_for_one_and_three(program, django_assert_num_queries):
    reassess(make_supporter(), by=None)
    # Two for each kind of fact, and nineteen.
    statements = 19 + 2 * len(sources())
    with django_assert_num_queries(statements):
        reconcile()
    for _ in range(2):
        reassess(make_supporter(), by=None)
    with django_assert_num_queries(statements):
        reconcile()


@pytest.fixture
def _drawn_at_once(monkeypatch):
    monkeypatch.setattr(certificates, "certificate_pdf", lambda certificate: b"%PDF")


def counts(done):
    """What a run did about supporters, apart from the outbox and what it cleared away."""
    return (
        done.projections_corrected,
        done.certificates,
        done.certificates_failed,
        done.standings,
        done.sessions_asked,
    )


@pytest.mark.usefixtures("_drawn_at_once")
def test_every_certificate_that_is_due_is_counted_and_its_holder_not_entered_again(program):
    """The certificates come first: each asks the gate about its holder itself."""
    due = [make_supporter(name) for name in ("Al Example", "Bo Example", "Cy Example")]
    for supporter in due:
        train(supporter, program)
    make_supporter("Di Example")
    assert counts(reconcile()) == (0, 3, 0, 1, 0)
    assert [len(entered(supporter)) for supporter in due] == [2, 2, 2]
    assert counts(reconcile()) == (0, 0, 0, 0, 0)


@pytest.mark.usefixtures("_drawn_at_once")
def test_every_certificate_that_fails_is_counted_and_logged_with_its_cause(
    program, monkeypatch, logged_errors
):
    due = [make_supporter(name) for name in ("Al Example", "Bo Example", "Cy Example")]
    for supporter in due:
        train(supporter, program)
    issue = reconciling.issue_certificate

    def broken(supporter):
        if supporter in due[:2]:
            raise RuntimeError("no paper")
        return issue(supporter)

    monkeypatch.setattr(reconciling, "issue_certificate", broken)
    # Those whose document failed are entered as they stand.
    assert counts(reconcile()) == (0, 1, 2, 2, 0)
    assert [(record.name, record.args, record.exc_info[0]) for record in logged_errors] == [
        ("certification.services.reconciling", (supporter.pk,), RuntimeError)
        for supporter in due[:2]
    ]


def test_a_certificate_that_waits_for_its_session_is_neither_issued_nor_failed(program):
    supporter = make_supporter("Al Example")
    for edition in program.editions:
        rows.completion(supporter, edition, NOW_DAY - 3)
    rows.acceptance(supporter, program.expectations, NOW_DAY - 1)
    rows.attendance(supporter, rows.session(on=NOW_DAY), NOW_DAY)
    assert list(supporters_due_a_certificate(TODAY)) == [supporter]
    assert counts(reconcile())[:3] == (0, 0, 0)


def test_what_the_portal_notices_is_entered_by_nobody(program):
    supporter = make_supporter("Al Example")
    assert counts(reconcile()) == (0, 0, 0, 1, 0)
    assert entered(supporter) == [("standing", "", "in_training", None)]
    rows.hold(supporter, NOW_DAY + 1, None, make_person())
    with at(f"{days(1)}"):
        assert counts(reconcile()) == (0, 0, 0, 1, 0)
    assert entered(supporter)[1:] == [("standing", "in_training", "paused", None)]


def test_a_fact_that_is_missing_is_corrected_before_anybody_is_asked_about(program, logged_errors):
    supporter = make_supporter("Al Example")
    rows.hold(supporter, NOW_DAY, None, make_person())
    Fact.objects.filter(supporter=supporter, kind="hold").delete()
    project([supporter.pk], kinds=())
    assert counts(reconcile()) == (1, 0, 0, 1, 0)
    assert entered(supporter) == [("standing", "", "paused", None)]
    assert len(logged_errors) == 1
