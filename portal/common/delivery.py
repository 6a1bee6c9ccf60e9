"""Sends the messages of the outbox, and again where the mail server was away: `portal.common.outbox` writes them.

A message is first sent by the queue. Where that fails for a moment, where its worker dies or was never told, the clock
(`manage.py keep_time`) hands it over again when `next_try_at` has come.
"""

import datetime as dt
import logging
import smtplib
import textwrap
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q
from django_tasks import task

from portal.common.installation import may_email
from portal.common.models import OutboxMessage
from portal.common.pacing import Pace, pace_of
from portal.common.signals import email_refused
from portal.common.time import now

logger = logging.getLogger(__name__)

# Longer than a mail server is waited for.
CLAIM = dt.timedelta(minutes=5)
# So long the queue has a new message to itself.
GRACE = dt.timedelta(minutes=2)
# After the first failure, the second and so on; then the last again and again.
PAUSES = [dt.timedelta(minutes=m) for m in (1, 2, 5, 10, 20, 40, 60, 120, 240, 360)]
# A mail server may be away for days; what could not be sent in two weeks is of no use any more.
GIVEN_UP_AFTER = dt.timedelta(days=14)
# What mail servers raise. Anything else is a fault, of a mail backend for example: it is logged with its trace, and
# does not keep the other messages waiting.
EXPECTED = (OSError, smtplib.SMTPException)
PERMANENT = 500
# What people read on any screen, and mail servers pass on unchanged.
LONGEST_LINE = 78


class Delivered(NamedTuple):
    """How many messages were sent, how many wait for another try, and how many are too old for one."""

    sent: int
    waiting: int
    given_up: int


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

    Two workers cannot both send it: the first claims it. A worker that dies while sending leaves the claim to run out,
    and the message is tried again, with the same identifier.
    """
    if not may_email():
        logger.warning(
            "Email %s is not sent: this database belongs to another installation (manage.py make_this_the_portal).",
            message_id,
        )
        return False
    row = OutboxMessage.objects.filter(pk=message_id)
    moment = now()
    claimed = (
        row.filter(UNSENT)
        .exclude(claimed_until__gt=moment)
        .update(tries=F("tries") + 1, claimed_until=moment + CLAIM)
    )
    if not claimed:
        return row.filter(sent_at__isnull=False).exists()
    message = row.get()
    pace = pace_of(message, moment)
    if pace.when is not None or pace.dropped:
        _hold(message, pace)
        return False
    try:
        _send(message)
    except Exception as error:
        _note_failure(message, error)
        return False
    row.update(claimed_until=None, next_try_at=None, sent_at=now(), body="", last_error="")
    return True


# Neither sent, nor refused for good, nor left out.
UNSENT = Q(sent_at__isnull=True, ended_at__isnull=True)


def hand_over_due() -> int:
    """Give the queue every message whose next try has come; how many. Called by the clock, twice a minute."""
    moment = now()
    due = OutboxMessage.objects.filter(UNSENT, next_try_at__lte=moment)
    due = due.filter(created_at__gt=moment - GIVEN_UP_AFTER).exclude(claimed_until__gt=moment)
    found = list(due.order_by("pk").values_list("pk", flat=True))
    # Until then the queue has them; where it loses them too, they are handed over again.
    OutboxMessage.objects.filter(pk__in=found).update(next_try_at=moment + CLAIM)
    if found:
        deliver_each_later.enqueue(found)
    return len(found)


def deliver_all() -> Delivered:
    """Try every unsent message once more, however often it was tried before, unless it is too old."""
    unsent = OutboxMessage.objects.filter(UNSENT)
    recent = unsent.filter(created_at__gt=now() - GIVEN_UP_AFTER)
    results = [deliver(pk) for pk in recent.order_by("pk").values_list("pk", flat=True)]
    # Nobody will read their text any more, so it is not kept either.
    given_up = unsent.exclude(created_at__gt=now() - GIVEN_UP_AFTER).update(body="")
    waiting = recent.count() if results else 0
    return Delivered(sum(results), waiting, given_up)


def identifier_of(message: OutboxMessage) -> str:
    """The identifier by which a reader's program knows a message that came twice: the same at each try."""
    host = urlsplit(settings.PUBLIC_URL).hostname
    return f"<{message.pk}.{message.created_at:%Y%m%d%H%M%S%f}@{host}>"


def _send(message: OutboxMessage) -> None:
    EmailMessage(
        message.subject,
        wrapped(message.body),
        to=[message.recipient],
        reply_to=[settings.PROGRAM_OFFICE_EMAIL],
        headers={"Message-ID": identifier_of(message), "Auto-Submitted": "auto-generated"},
    ).send()


def wrapped(text: str) -> str:
    """Lines of at most `LONGEST_LINE` letters; a link is never broken, and one that is longer has a line of its own."""
    return "\n".join(
        "\n".join(textwrap.wrap(line, LONGEST_LINE, break_long_words=False, break_on_hyphens=False))
        for line in text.splitlines()
    )


def _hold(message: OutboxMessage, pace: Pace) -> None:
    """It waits, or is left out; neither was a try."""
    row = OutboxMessage.objects.filter(pk=message.pk)
    row.update(tries=F("tries") - 1, claimed_until=None, next_try_at=pace.when)
    if pace.dropped:
        row.update(ended_at=now(), body="", last_error=pace.dropped)


def _note_failure(message: OutboxMessage, error: Exception) -> None:
    row = OutboxMessage.objects.filter(pk=message.pk)
    told = f"{type(error).__name__}: {error}"[:300]
    if isinstance(error, EXPECTED):
        logger.warning("Email %s could not be sent: %s", message.pk, type(error).__name__)
    else:
        logger.exception("Email %s could not be sent.", message.pk)
    if is_permanent(error):
        row.update(claimed_until=None, next_try_at=None, ended_at=now(), body="", last_error=told)
        email_refused.send(OutboxMessage, message=message)
        return
    pause = PAUSES[min(message.tries, len(PAUSES)) - 1]
    row.update(claimed_until=None, next_try_at=now() + pause, last_error=told)


def is_permanent(error: Exception) -> bool:
    """Whether the same message can never be sent: its address or its text was refused, or it cannot be written.

    A sender or a password that is refused concerns every message: that is for the operator to put right, and they wait.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= PERMANENT
    # A certificate that is not trusted is both: the operator's to put right.
    return isinstance(error, ValueError) and not isinstance(error, OSError)
