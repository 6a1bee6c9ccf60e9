"""Email that never makes an action fail.

A service calls `post` inside its transaction: the message is a row like every other. It is sent
afterwards by a task, and tried again by `manage.py reconcile` when the mail server was away.
"""

import datetime as dt
import logging
import smtplib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django_tasks import task

from portal.common.installation import may_email
from portal.common.models import OutboxMessage
from portal.common.time import now, pretending

logger = logging.getLogger(__name__)

CLAIM = dt.timedelta(minutes=5)
# A mail server may be away for days; what could not be sent in two weeks is of no use any more.
GIVEN_UP_AFTER = dt.timedelta(days=14)
LONGEST_SUBJECT = 150
# What mail servers and unreadable messages raise. Anything else is a fault, of a mail backend for example: it is
# logged with its trace, and does not keep the other messages waiting.
EXPECTED = (OSError, smtplib.SMTPException, ValueError)

_waiting: ContextVar[list[OutboxMessage] | None] = ContextVar("portal_outbox_waiting", default=None)


def post(recipient: str, subject: str, template: str, **context: object) -> OutboxMessage:
    """Write a plain email to the outbox: `templates/emails/<template>.txt` rendered with `context`.

    The templates know `public_url` (no slash at its end) and `program_name`. Sent after the commit; under
    `as_of` the message is on record as sent, and goes nowhere. A subject is one line, and cut where it is too long:
    it may hold what somebody typed, and the action must not fail because of it.
    """
    subject = _on_one_line(subject)
    if pretending():
        return OutboxMessage.objects.create(recipient=recipient, subject=subject, sent_at=now())
    body = render_to_string(
        f"emails/{template}.txt",
        {
            "public_url": settings.PUBLIC_URL,
            "program_name": settings.PROGRAM_NAME,
            "program_office_email": settings.PROGRAM_OFFICE_EMAIL,
            **context,
        },
    )
    message = OutboxMessage(recipient=recipient, subject=subject, body=body.strip())
    waiting = _waiting.get()
    if waiting is not None:
        waiting.append(message)
        return message
    message.save()
    transaction.on_commit(lambda: _hand_over(message.pk), robust=True)
    return message


@contextmanager
def posting_together() -> Iterator[None]:
    """What is posted inside is written in one statement at the end, and sent by one task after the commit.

    In the caller's transaction. Nothing is written where the inside fails. A message has no key before the end.
    """
    messages: list[OutboxMessage] = []
    token = _waiting.set(messages)
    try:
        yield
    finally:
        _waiting.reset(token)
    if messages:
        written = OutboxMessage.objects.bulk_create(messages)
        transaction.on_commit(lambda: _hand_over_each([m.pk for m in written]), robust=True)


def _on_one_line(subject: str) -> str:
    line = " ".join(subject.split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


def post_to_each(
    recipients: Iterable[str], subject: str, template: str, **context: object
) -> list[OutboxMessage]:
    """The same email to several people, each on its own: nobody sees the others' addresses."""
    return [post(recipient, subject, template, **context) for recipient in recipients]


def _hand_over(message_id: int) -> None:
    deliver_later.enqueue(message_id)


def _hand_over_each(message_ids: list[int]) -> None:
    deliver_each_later.enqueue(message_ids)


@task()
def deliver_later(message_id: int) -> None:
    """Send one message of the outbox."""
    deliver(message_id)


@task()
def deliver_each_later(message_ids: list[int]) -> None:
    """Send some messages of the outbox, one after another."""
    for message_id in message_ids:
        deliver(message_id)


def deliver(message_id: int) -> bool:
    """Send a message unless it is sent; True when it is. Whatever fails while sending is noted in the row, not raised.

    Two workers cannot both send it: the first claims it, for longer than a mail server is waited for. A
    worker that dies while sending leaves the claim to run out, and the message is tried again.
    """
    if not may_email():
        logger.warning(
            "Email %s is not sent: this database belongs to another installation (manage.py make_this_the_portal).",
            message_id,
        )
        return False
    message = OutboxMessage.objects.filter(pk=message_id)
    moment = now()
    claimed = (
        message.filter(sent_at__isnull=True)
        .exclude(claimed_until__gt=moment)
        .update(tries=F("tries") + 1, claimed_until=moment + CLAIM)
    )
    if not claimed:
        return message.filter(sent_at__isnull=False).exists()
    try:
        _send(message.get())
    except Exception as error:
        message.update(claimed_until=None, last_error=f"{type(error).__name__}: {error}"[:300])
        if isinstance(error, EXPECTED):
            logger.warning("Email %s could not be sent: %s", message_id, type(error).__name__)
        else:
            logger.exception("Email %s could not be sent.", message_id)
        return False
    message.update(claimed_until=None, sent_at=now(), body="", last_error="")
    return True


def _send(message: OutboxMessage) -> None:
    EmailMessage(message.subject, message.body, to=[message.recipient]).send()


class Delivered(NamedTuple):
    """How many messages were sent, how many wait for another try, and how many are too old for one."""

    sent: int
    waiting: int
    given_up: int


def deliver_all() -> Delivered:
    """Try every unsent message once more, however often it was tried before, unless it is too old."""
    unsent = OutboxMessage.objects.filter(sent_at__isnull=True)
    recent = unsent.filter(created_at__gt=now() - GIVEN_UP_AFTER)
    results = [deliver(pk) for pk in recent.order_by("pk").values_list("pk", flat=True)]
    # Nobody will read their text any more, so it is not kept either.
    given_up = unsent.exclude(created_at__gt=now() - GIVEN_UP_AFTER).update(body="")
    return Delivered(sum(results), len(results) - sum(results), given_up)
