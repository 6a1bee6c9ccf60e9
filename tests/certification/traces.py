"""What an act leaves behind, as plain values that a test compares whole: refusals, emails, history, the ledger."""

from collections.abc import Callable
from typing import Any

import pytest

from certification.models import LedgerEntry, Supporter
from portal.accounts.models import Person
from portal.common.errors import Refusal
from portal.common.models import OutboxMessage


def refusal_of(act: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[str, str | None, str]:
    """The code, the field and the sentence with which an act refuses."""
    with pytest.raises(Refusal) as refused:
        act(*args, **kwargs)
    return refused.value.code, refused.value.field, refused.value.message


def emails() -> list[tuple[str, str]]:
    """Recipient and subject of every email, in the order in which they were written."""
    return list(OutboxMessage.objects.order_by("pk").values_list("recipient", "subject"))


def forget_emails() -> None:
    OutboxMessage.objects.all().delete()


def letter_to(person: Person) -> list[str]:
    """The paragraphs of the one email to a person, without the program's name at the end."""
    body = OutboxMessage.objects.get(recipient=person.email).body
    *paragraphs, program = body.split("\n\n")
    assert program == "Peer Support"
    return paragraphs


def reasons(record: Any) -> list[tuple[Person | None, str]]:
    """Who wrote a record and why, the first time first."""
    acts = record.history.order_by("history_id")
    return [(act.history_user, act.history_change_reason) for act in acts]


def entered(supporter: Supporter) -> list[tuple[str, str, str, Person | None]]:
    """The ledger of a supporter: kind, standing before and after, and who acted, the first entry first."""
    entries = LedgerEntry.objects.filter(supporter=supporter).order_by("pk").select_related("actor")
    return [(entry.kind, entry.before, entry.standing, entry.actor) for entry in entries]
