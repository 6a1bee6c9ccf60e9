"""What a step left behind: standing, emails, ledger entries, history. Each look tells what came since the last."""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core import mail
from django.db.models import Max

from certification.models import LedgerEntry, Supporter
from certification.selectors.standing import decisions_for
from portal.accounts.models import Person
from portal.common.time import today


@dataclass(frozen=True)
class After:
    """`met`: how many requirements are. `mails`: recipient and subject, as sent. `ledger`: who, and what.
    `history`: model, who, why."""

    standing: str
    met: int
    mails: list[tuple[str, str]] = field(default_factory=list)
    ledger: list[tuple[str, str]] = field(default_factory=list)
    history: list[tuple[str, str, str]] = field(default_factory=list)


class Record:
    """Remembers how far it has looked."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self._mails = self._entries = 0
        self._rows: dict[Any, int] = dict.fromkeys(_histories(), 0)
        self.news()

    def news(self) -> After:
        return After(
            *_where(self.person),
            self._new_mails(),
            self._new_entries(),
            self._new_history(),
        )

    def _new_mails(self) -> list[tuple[str, str]]:
        new, self._mails = mail.outbox[self._mails :], len(mail.outbox)
        return [(", ".join(message.to), message.subject) for message in new]

    def _new_entries(self) -> list[tuple[str, str]]:
        new = list(LedgerEntry.objects.filter(pk__gt=self._entries).order_by("pk"))
        self._entries = new[-1].pk if new else self._entries
        return [(_name(entry.actor), _told(entry)) for entry in new]

    def _new_history(self) -> list[tuple[str, str, str]]:
        """By model, in alphabetical order; the rows of one model in the order in which they came."""
        new = []
        for model, last in self._rows.items():
            for row in model.objects.filter(history_id__gt=last).order_by("history_id"):
                what = row.instance_type.__name__ + ("" if row.history_type == "+" else " changed")
                new.append((what, _name(row.history_user), row.history_change_reason))
            self._rows[model] = _last(model)
        return new


def _where(person: Person) -> tuple[str, int]:
    """The gate's answer today: the standing, and how many requirements are met; nothing for anyone not on the path."""
    supporter = Supporter.objects.filter(person=person).first()
    if supporter is None:
        return "", 0
    decision = decisions_for([supporter.pk], today())[supporter.pk]
    return decision.standing.value, decision.met_count


def _histories() -> list[Any]:
    found = [model for model in apps.get_models() if hasattr(model, "history_id")]
    return sorted(found, key=lambda model: model.__name__)


def _last(model: Any) -> int:
    return model.objects.aggregate(last=Max("history_id"))["last"] or 0


def _name(person: Person | None) -> str:
    return person.name if person else "the portal"


def _told(entry: LedgerEntry) -> str:
    if entry.kind == "standing":
        return f"{entry.before or 'nothing'} → {entry.standing}"
    return f"signed {entry.detail['kind']}" if entry.kind == "signature" else entry.kind
