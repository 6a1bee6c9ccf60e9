"""What a service says: its refusal, its lines of history, its emails, and its signals to the rooms above."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.dispatch import Signal

from portal.common.errors import Refusal
from portal.common.models import OutboxMessage


def refusal(act: Callable[..., object], *args: Any, **named: Any) -> tuple[str, str | None, str]:
    """The code, the field (or None) and the sentence with which the act is refused."""
    with pytest.raises(Refusal) as refused:
        act(*args, **named)
    return refused.value.code, refused.value.field, refused.value.message


def history_of(record: Any) -> list[tuple[str, Any, str]]:
    """What happened to a record, oldest first: "+" or "~", the person who acted (None: the portal), and why."""
    rows = record.history.order_by("history_id")
    return [(row.history_type, row.history_user, row.history_change_reason) for row in rows]


def emails() -> list[tuple[str, str]]:
    """The recipient and subject of each email, in the order in which they were written."""
    return list(OutboxMessage.objects.order_by("pk").values_list("recipient", "subject"))


def paragraphs(message: OutboxMessage) -> list[str]:
    """The paragraphs of an email between the greeting and the program's name, each on one line."""
    greeting, *said, program = [" ".join(text.split()) for text in message.body.split("\n\n")]
    assert re.fullmatch(r"Dear .+,", greeting)
    assert program == "Peer Support"
    return said


@contextmanager
def hearing(signal: Signal, *names: str) -> Iterator[list[tuple]]:
    """What is sent meanwhile: the sender and these arguments of each."""
    heard: list[tuple] = []

    def hear(sender: type, **told: Any) -> None:
        heard.append((sender, *(told[name] for name in names)))

    signal.connect(hear)
    try:
        yield heard
    finally:
        signal.disconnect(hear)
