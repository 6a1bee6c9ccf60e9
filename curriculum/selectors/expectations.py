"""Where a person stands with the expectations."""

import datetime as dt
from dataclasses import dataclass

from curriculum.models import Acceptance, ExpectationsEdition
from curriculum.rules.progress import Published, notes_since, replaced_on
from portal.accounts.models import Person
from portal.common.time import today


@dataclass(frozen=True, slots=True)
class ExpectationsState:
    """`accepted`: the person's latest signature; `until`: the first day on which it no longer counts, if known.

    `must_sign`: a newer edition asks for a new signature, or there is none yet.
    """

    edition: ExpectationsEdition
    accepted: Acceptance | None
    until: dt.date | None
    changes: tuple[str, ...]

    @property
    def must_sign(self) -> bool:
        return self.accepted is None or self.until is not None

    @property
    def counts(self) -> bool:
        return self.accepted is not None and (self.until is None or today() < self.until)


def expectations_state(person: Person) -> ExpectationsState | None:
    """Where a person stands with the newest expectations; None before the first edition. Two statements."""
    editions = list(ExpectationsEdition.objects.order_by("number"))
    if not editions:
        return None
    accepted = (
        Acceptance.objects.filter(person=person)
        .select_related("edition")
        .order_by("edition__number")
        .last()
    )
    published = [Published(e.number, e.change, e.due_on, e.change_note) for e in editions]
    number = accepted.edition.number if accepted else editions[-1].number
    return ExpectationsState(
        edition=editions[-1],
        accepted=accepted,
        until=replaced_on(number, published) if accepted else None,
        changes=tuple(notes_since(number, published)),
    )
