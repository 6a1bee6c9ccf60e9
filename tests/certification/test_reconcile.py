"""`manage.py reconcile`: what time brings is entered, certificates and mail that failed are tried again."""

from io import StringIO

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.management import CommandError, call_command

from certification.models import Certificate, LedgerEntry
from certification.selectors.standing import supporters_due_a_certificate
from certification.services import reconciling
from certification.services.reconciling import Reconciled, reconcile
from certification.services.standing import reassess
from portal.common.models import OutboxMessage
from tests.certification import rows
from tests.certification.program import NOW_DAY, run_program, train
from tests.clock import TODAY, at, days
from tests.factories import make_person, make_supporter

pytestmark = pytest.mark.django_db

NOTHING = Reconciled(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)


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
    assert run()[3] == "Mail sent: 1, waiting: 0"
    assert [message.subject for message in mail.outbox] == ["A subject"]
    assert OutboxMessage.objects.get().sent_at is not None


def test_what_has_ended_is_cleared_away_and_counted(program):
    SessionStore().save()
    with at(f"{days(7)}"):
        assert run()[-1] == "Cleared away: 0 ended sign-ins, 0 ended tasks, 0 kept forms"
    with at(f"{days(8)}"):
        assert run()[-1] == "Cleared away: 1 ended sign-ins, 0 ended tasks, 0 kept forms"
        assert reconcile() == NOTHING


def test_without_a_program_there_is_nothing_to_do(db):
    make_supporter()
    assert reconcile() == NOTHING


def test_finding_nothing_costs_the_same_for_one_and_three(program, django_assert_num_queries):
    reassess(make_supporter(), by=None)
    with django_assert_num_queries(35):
        reconcile()
    for _ in range(2):
        reassess(make_supporter(), by=None)
    with django_assert_num_queries(35):
        reconcile()
