"""Mail goes out through a real server, once, and an action never fails because mail does."""

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection, transaction

from portal.accounts.models import Person
from portal.common import delivery, outbox
from portal.common.delivery import CLAIM, GIVEN_UP_AFTER, deliver, deliver_all
from portal.common.models import OutboxMessage
from portal.common.outbox import post, post_to_each
from portal.common.time import as_of, now
from tests.clock import NOW
from tests.mailserver import MailServer
from tests.races import at_once, errors_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _template(settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "emails").mkdir()
    (tmp_path / "emails" / "step.txt").write_text("Look: {{ public_url }}/my/\n\n")
    *others, emails = settings.TEMPLATES
    settings.TEMPLATES = [*others, {**emails, "DIRS": [tmp_path, *emails["DIRS"]]}]


def send_one() -> OutboxMessage:
    with transaction.atomic():
        return post("dana@hospital.example", "Your next step", "step", name="Dana")


def test_a_message_reaches_its_reader_and_leaves_no_body_behind(mail_server: MailServer) -> None:
    message = send_one()

    (arrived,) = mail_server.messages
    assert (arrived["To"], arrived["Subject"]) == ("dana@hospital.example", "Your next step")
    assert arrived.get_payload() == (
        "Dear Dana,\r\n\r\nLook: http://127.0.0.1:8000/my/\r\n\r\nPeer Support\r\n"
    )
    message.refresh_from_db()
    assert (message.sent_at, message.body, message.tries, message.last_error) == (NOW, "", 1, "")
    assert message.claimed_until is None


def test_nothing_is_sent_before_the_commit_nor_after_a_rollback(mail_server: MailServer) -> None:
    class ChangedMind(Exception):
        pass

    def act() -> None:
        with transaction.atomic():
            post("dana@hospital.example", "Your next step", "step", name="Dana")
            assert mail_server.messages == []
            raise ChangedMind

    with pytest.raises(ChangedMind):
        act()
    assert mail_server.messages == []
    assert not OutboxMessage.objects.exists()


def test_a_subject_is_one_line_and_cut_where_it_is_too_long(mail_server: MailServer) -> None:
    """It may hold a session's title as somebody typed it: the action must not fail because of that."""
    for subject in ("You have a place: two\nlines", "x" * 150, "y" * 151):
        with transaction.atomic():
            post("dana@hospital.example", subject, "step", name="Dana")
    assert list(OutboxMessage.objects.values_list("subject", flat=True)) == [
        "You have a place: two lines",
        "x" * 150,
        "y" * 149 + "…",
    ]
    assert len(mail_server.messages) == 3


def test_readers_do_not_see_each_other(mail_server: MailServer) -> None:
    with transaction.atomic():
        post_to_each([Person(email=f"{x}@hospital.example", name=x) for x in "ab"], "Hello", "step")
    assert [m["To"] for m in mail_server.messages] == ["a@hospital.example", "b@hospital.example"]
    assert [e.rcpt_tos for e in mail_server.received] == [
        ["a@hospital.example"],
        ["b@hospital.example"],
    ]


def test_the_server_is_away_and_the_message_waits_until_it_is_back(mail_server: MailServer) -> None:
    mail_server.away()
    message = send_one()
    message.refresh_from_db()
    assert (message.sent_at, message.tries) == (None, 1)
    assert "refused" in message.last_error
    assert message.body.startswith("Dear Dana")

    assert deliver_all() == (0, 1, 0)
    mail_server.back()
    assert deliver_all() == (1, 0, 0)
    message.refresh_from_db()
    assert (message.sent_at, message.tries, message.last_error) == (NOW, 3, "")
    assert len(mail_server.messages) == 1
    assert deliver_all() == (0, 0, 0)
    assert len(mail_server.messages) == 1


def test_a_server_that_refuses_is_noted_in_its_words(mail_server: MailServer) -> None:
    mail_server.refuse = "550 No such mailbox"
    message = send_one()
    message.refresh_from_db()
    assert message.sent_at is None
    assert "No such mailbox" in message.last_error


def test_it_is_tried_for_two_weeks_however_often_and_then_given_up(
    mail_server: MailServer, clock
) -> None:
    mail_server.refuse = "451 Come back later"
    message = send_one()
    assert [deliver_all() for _ in range(20)] == [(0, 1, 0)] * 20
    clock.shift(GIVEN_UP_AFTER - dt.timedelta(seconds=1))
    assert deliver_all() == (0, 1, 0)
    clock.shift(1)
    mail_server.refuse = ""
    assert deliver_all() == (0, 0, 1)
    message.refresh_from_db()
    assert (message.sent_at, message.body, mail_server.messages) == (None, "", [])


def test_one_message_that_cannot_be_written_does_not_stop_the_others(
    mail_server: MailServer, logged_errors: list
) -> None:
    mail_server.away()
    OutboxMessage.objects.create(recipient="a@hospital.example", subject="two\nlines", body="x")
    send_one()
    mail_server.back()
    # It is a fault, and no later try would help.
    assert deliver_all() == (1, 0, 0)
    assert [m["To"] for m in mail_server.messages] == ["dana@hospital.example"]
    assert [record.name for record in logged_errors] == ["portal.common.delivery"]


def test_a_fault_in_sending_one_message_does_not_stop_the_others(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch, logged_errors: list
) -> None:
    mail_server.away()
    first, second = send_one(), send_one()
    mail_server.back()
    send = delivery._send

    def broken(row: OutboxMessage) -> None:
        if row.pk == first.pk:
            raise KeyError("token")
        send(row)

    monkeypatch.setattr(delivery, "_send", broken)
    assert deliver_all() == (1, 1, 0)
    for message in (first, second):
        message.refresh_from_db()
    assert (first.sent_at, first.claimed_until, first.last_error) == (
        None,
        None,
        "KeyError: 'token'",
    )
    assert (second.sent_at, second.last_error) == (NOW, "")
    assert [record.getMessage() for record in logged_errors] == [
        f"Email {first.pk} could not be sent."
    ]
    monkeypatch.undo()
    assert deliver_all() == (1, 0, 0)


@pytest.mark.parametrize(("claim", "sent"), [(CLAIM, 1), (dt.timedelta(0), 2)])
def test_two_workers_send_a_message_once(
    claim: dt.timedelta, sent: int, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the claim the same two workers send it twice."""
    monkeypatch.setattr(delivery, "CLAIM", claim)
    message = OutboxMessage.objects.create(recipient="a@hospital.example", subject="s", body="b")
    sending, second_is_done = threading.Event(), threading.Event()
    send = delivery._send

    def slowly(row: OutboxMessage) -> None:
        if not sending.is_set():
            sending.set()
            second_is_done.wait(5)
        send(row)

    monkeypatch.setattr(delivery, "_send", slowly)
    results: list[bool] = []
    first = _in_a_thread(lambda: results.append(deliver(message.pk)))
    assert sending.wait(5)
    # The first worker is in the middle of sending.
    assert deliver_all() == ((0, 1, 0) if claim else (1, 0, 0))
    second_is_done.set()
    first.join(10)
    assert results == [True]
    assert len(mail_server.messages) == sent


def test_many_workers_at_once_send_a_message_once(mail_server: MailServer) -> None:
    message = OutboxMessage.objects.create(recipient="a@hospital.example", subject="s", body="b")
    assert errors_in(at_once(*[lambda: deliver(message.pk)] * 8)) == []
    assert len(mail_server.messages) == 1
    message.refresh_from_db()
    assert (message.tries, message.sent_at) == (1, NOW)


def test_a_worker_that_died_while_sending_is_replaced(clock, mail_server: MailServer) -> None:  # type: ignore[no-untyped-def]
    message = OutboxMessage.objects.create(
        recipient="a@hospital.example", subject="s", body="b", tries=1, claimed_until=now() + CLAIM
    )
    assert deliver(message.pk) is False
    clock.shift(CLAIM + dt.timedelta(seconds=1))
    assert deliver(message.pk) is True
    assert len(mail_server.messages) == 1


def test_the_action_succeeds_when_the_queue_is_away(
    mail_server: MailServer, monkeypatch: pytest.MonkeyPatch, logged_errors: list
) -> None:
    def away(message_id: int) -> None:
        raise OSError("The queue is away.")

    monkeypatch.setattr(outbox, "_hand_over", away)
    message = send_one()
    message.refresh_from_db()
    assert (message.sent_at, message.tries) == (None, 0)
    assert [record.name for record in logged_errors] == ["django.db.backends.base"]
    assert deliver_all() == (1, 0, 0)
    assert len(mail_server.messages) == 1


def test_nothing_is_sent_on_behalf_of_a_pretended_moment(mail_server: MailServer) -> None:
    with as_of(NOW - dt.timedelta(days=90)):
        message = send_one()
    message.refresh_from_db()
    assert (message.sent_at, message.body) == (NOW - dt.timedelta(days=90), "")
    assert mail_server.messages == []
    assert deliver_all() == (0, 0, 0)


def test_what_was_sent_is_sent_no_more(mail_server: MailServer) -> None:
    message = send_one()
    assert deliver(message.pk) is True
    assert len(mail_server.messages) == 1
    assert mail.outbox == []


def _in_a_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread
