"""Nobody is flooded by what others can cause, and changes come as one email."""

import datetime as dt

import pytest

from portal.common.delivery import deliver, hand_over_due
from portal.common.models import OutboxMessage
from portal.common.pacing import IN_A_DAY, IN_AN_HOUR, LIMITED, OVERTAKEN, TOO_MANY
from tests.architecture.sources import ROOT
from tests.clock import NOW
from tests.mailserver import MailServer

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "dana@hospital.example"


def test_every_kind_that_is_limited_exists() -> None:
    names = {path.stem for path in (ROOT / "templates" / "emails").glob("*.txt")}
    assert LIMITED - names == set()


def test_in_an_hour_and_in_a_day_there_is_an_end(mail_server: MailServer, clock) -> None:  # type: ignore[no-untyped-def]
    kind = "session_waiting"
    for _ in range(IN_AN_HOUR):
        assert send_raw(kind).sent_at is not None
    over = send_raw(kind)
    assert (over.sent_at, over.ended_at, over.body, over.last_error) == (
        None,
        NOW,
        "",
        TOO_MANY,
    )
    # Other people and other kinds are not concerned.
    assert send_raw(kind, to="kim@hospital.example").sent_at is not None
    assert send_raw("password_changed").sent_at is not None
    sent = IN_AN_HOUR
    while sent < IN_A_DAY:
        clock.shift(dt.timedelta(hours=1))
        assert send_raw(kind).sent_at is not None
        sent += 1
    clock.shift(dt.timedelta(hours=1))
    assert send_raw(kind).last_error == TOO_MANY
    clock.shift(dt.timedelta(days=1))
    assert send_raw(kind).sent_at is not None


def test_changes_within_an_hour_come_as_one_that_says_how_it_is(
    mail_server: MailServer, clock
) -> None:  # type: ignore[no-untyped-def]
    first, second, third = (changed(title) for title in ("First", "Second", "Third"))
    assert first.sent_at == NOW
    assert (second.ended_at, third.sent_at) == (None, None)
    assert third.next_try_at == NOW + dt.timedelta(hours=1)
    clock.shift(dt.timedelta(hours=1))
    hand_over_due()
    assert [m["Subject"] for m in mail_server.messages] == ["First", "Third"]
    assert again(second).last_error == OVERTAKEN
    # Another session, or another person, is another matter.
    assert changed("Fourth", about="session 8").sent_at is not None
    assert changed("Fifth", to="kim@hospital.example").sent_at is not None


def test_a_session_that_is_canceled_is_told_at_once_and_its_change_no_more(
    mail_server: MailServer,
) -> None:
    changed("First")
    second = changed("Second")
    assert changed("Canceled", kind="session_cancelled").sent_at == NOW
    deliver(second.pk)
    assert again(second).last_error == OVERTAKEN


def test_a_place_in_each_of_many_sessions_is_confirmed(mail_server: MailServer) -> None:
    many = [changed("Place", kind="session_place", about=f"session {n}") for n in range(10, 22)]
    assert all(message.sent_at == NOW for message in many)
    toggled = [changed("Place", kind="session_place") for _ in range(IN_AN_HOUR + 2)]
    assert [message.sent_at is None for message in toggled] == [False] * IN_AN_HOUR + [True] * 2


def changed(
    subject: str, *, kind: str = "session_changed", to: str = ADDRESS, about: str = "session 7"
) -> OutboxMessage:
    message = OutboxMessage.objects.create(
        recipient=to, subject=subject, body="b", kind=kind, about=about
    )
    deliver(message.pk)
    return again(message)


def send_raw(kind: str, *, to: str = ADDRESS) -> OutboxMessage:
    message = OutboxMessage.objects.create(recipient=to, subject="s", body="b", kind=kind)
    deliver(message.pk)
    return again(message)


def again(message: OutboxMessage) -> OutboxMessage:
    message.refresh_from_db()
    return message
