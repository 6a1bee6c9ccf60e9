"""Email that never makes an action fail.

A service calls `post` inside its transaction: the message is a row like every other. `portal.common.delivery` sends it
afterwards, and again where the mail server was away.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.common.delivery import GRACE, deliver_each_later, deliver_later
from portal.common.models import OutboxMessage
from portal.common.time import now, pretending

LONGEST_SUBJECT = 150


class Recipient(Protocol):
    """Whoever an email goes to: a person."""

    email: str
    name: str


_waiting: ContextVar[list[OutboxMessage] | None] = ContextVar("portal_outbox_waiting", default=None)


def post(
    recipient: str,
    subject: str,
    template: str,
    *,
    name: str,
    about: str = "",
    **context: object,
) -> OutboxMessage:
    """Write a plain email to the outbox: a greeting of `name`, then `templates/emails/<template>.txt` with `context`.

    The templates know `public_url` (no slash at its end) and `program_name`. Sent after the commit; under
    `as_of` the message is on record as sent, and goes nowhere. A subject is one line, and cut where it is too long:
    it may hold what somebody typed, and the action must not fail because of it.

    `about` says what it is about; `portal.common.pacing` counts and joins emails of some kinds by it.
    """
    subject = _on_one_line(subject)
    if pretending():
        return OutboxMessage.objects.create(
            recipient=recipient, subject=subject, kind=template, sent_at=now()
        )
    body = _written(template, {**context, "name": name})
    return _put(
        OutboxMessage(recipient=recipient, subject=subject, kind=template, about=about, body=body)
    )


def post_text(recipient: str, subject: str, text: str, *, kind: str) -> OutboxMessage:
    """Write an email whose text is made elsewhere, by a library of ours; `kind` says by which template."""
    return _put(
        OutboxMessage(
            recipient=recipient, subject=_on_one_line(subject), kind=kind, body=text.strip()
        )
    )


def _put(message: OutboxMessage) -> OutboxMessage:
    message.next_try_at = now() + GRACE
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


def _written(template: str, context: Mapping[str, object]) -> str:
    """The text of a template of emails, by the engine that escapes nothing: an email is no page."""
    known = {
        "public_url": settings.PUBLIC_URL,
        "program_name": settings.PROGRAM_NAME,
        "program_office_email": settings.PROGRAM_OFFICE_EMAIL,
    }
    text = render_to_string(f"emails/{template}.txt", {**known, **context}, using=settings.EMAILS)
    greeting = _("Dear %(name)s,") % {"name": context["name"]}
    return f"{greeting}\n\n{text.strip()}\n\n{settings.PROGRAM_NAME}"


def _on_one_line(subject: str) -> str:
    line = " ".join(subject.split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


def post_to_each(
    recipients: Iterable[Recipient],
    subject: str,
    template: str,
    *,
    about: str = "",
    **context: object,
) -> list[OutboxMessage]:
    """The same email to several people, each on its own: nobody sees the others' addresses."""
    return [
        post(each.email, subject, template, name=each.name, about=about, **context)
        for each in recipients
    ]


def _hand_over(message_id: int) -> None:
    deliver_later.enqueue(message_id)


def _hand_over_each(message_ids: list[int]) -> None:
    deliver_each_later.enqueue(message_ids)
