"""What the gate decides is entered in the ledger: after each fact, and as time passes.

Standing is never stored as a flag (design: facts, not flags). The ledger says when the portal noticed a
change, on which facts and under which policy.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.db.models import F, Q

from certification.enums import Standing
from certification.models import LedgerEntry, Supporter
from certification.rules.gate import Decision, Terms, decide
from certification.rules.periods import terms_in
from certification.selectors.calendar import terms_calendar
from certification.selectors.facts import facts_of
from certification.selectors.ledger import entered_standing, last_standings
from certification.selectors.policy import policy_on
from certification.selectors.projection import BATCH
from certification.selectors.standing import with_standing
from certification.services.ledger import enter_standings
from certification.services.notices import tell_lapsed
from certification.services.projecting import (
    note_movements,
    project,
    project_everybody,
)
from certification.signals import training_completed
from portal.accounts.models import Person
from portal.common.locks import lock_all
from portal.common.time import today

Lapsed = Sequence[tuple[Supporter, Decision]]


def lock_supporter_of(person: Person) -> Supporter | None:
    """Lock the supporter's row of a person, for `reassess`; None where they are not on the path."""
    return lock_all(Supporter.objects.filter(person=person).order_by()).first()


def reassess(
    supporter: Supporter,
    *,
    by: Person | None,
    on: dt.date | None = None,
    kinds: Iterable[str] | None = None,
) -> LedgerEntry | None:
    """Ask the gate about a supporter on a date (default today) and enter a changed standing.

    In the caller's transaction, which has locked the supporter's row. First brings the facts of these kinds, and what
    follows from them, up to the records. Returns the new entry; None when the standing is the one last entered, or
    before the first policy. When the training requirements are met and no certificate stands, one is issued after
    the commit.
    """
    entries = _reassess({supporter.pk: supporter}, by=by, on=on or today(), kinds=kinds)
    return entries[0] if entries else None


def reassess_each(
    supporters: Iterable[int],
    *,
    by: Person | None,
    on: dt.date | None = None,
    kinds: Iterable[str] | None = None,
) -> list[LedgerEntry]:
    """`reassess` for supporters' ids, whom it locks: the number of statements does not depend on how many there are."""
    with transaction.atomic():
        return _reassess(_locked(supporters), by=by, on=on or today(), kinds=kinds)


def _locked(supporters: Iterable[int]) -> dict[int, Supporter]:
    locked = lock_all(Supporter.objects.filter(pk__in=list(supporters)).select_related("person"))
    # In the order of the people, as everybody who writes about several of them does: no two wait for one another.
    return {row.pk: row for row in locked.order_by("person_id")}


def _reassess(
    rows: dict[int, Supporter], *, by: Person | None, on: dt.date, kinds: Iterable[str] | None
) -> list[LedgerEntry]:
    """Emails nobody: whoever caused the change has told those who lapse."""
    calendar = terms_calendar()
    facts = project(rows, kinds=kinds, calendar=calendar).facts
    if kinds is None:
        note_movements(rows)
    terms = terms_in(calendar, on)
    decisions = {pk: decide(terms, facts[pk], on) for pk in rows}
    return _enter_changes(rows, decisions, terms, by=by, on_lapse=_email_nobody)


def _email_nobody(lapsed: Lapsed) -> None:
    """For changes whose cause has told those who lapse."""


def _enter_changes(
    rows: dict[int, Supporter],
    decisions: dict[int, Decision],
    terms: Terms,
    *,
    by: Person | None,
    on_lapse: Callable[[Lapsed], None],
) -> list[LedgerEntry]:
    """Enter the standings that differ from the ones last entered, and announce those who have met the training.

    Before the first policy nothing is entered.
    """
    if not terms.number:
        return []
    before = last_standings(rows)
    trained = [rows[pk] for pk in rows if decisions[pk].training_is_met]
    if trained:
        training_completed.send(sender=Supporter, supporters=trained)
    changed = {pk: d for pk, d in decisions.items() if d.standing != before.get(pk)}
    lapsed = [(rows[pk], d) for pk, d in changed.items() if _lapses(before.get(pk), d)]
    if lapsed:
        on_lapse(lapsed)
    return enter_standings(changed, before=before, policy_id=terms.policy_id, by=by)


def _lapses(before: str | None, decision: Decision) -> bool:
    return before == Standing.ACTIVE and decision.standing == Standing.LAPSED


def reassess_all(
    *,
    by: Person | None,
    on: dt.date | None = None,
    kinds: Iterable[str] | None = None,
) -> list[LedgerEntry]:
    """Bring everybody's facts of these kinds, and what follows from them, up to the records, and enter every standing
    that differs from the one last entered.

    Emails everyone who lapses. In batches, each a transaction of its own unless the caller has one.
    """
    project_everybody(kinds=kinds)
    return _enter_differing(by=by, on=on or today(), on_lapse=tell_lapsed)


def reassess_all_told(*, by: Person | None) -> list[LedgerEntry]:
    """`reassess_all` today, for a change that everyone it concerns has been told of: emails nobody."""
    project_everybody(kinds=None)
    return _enter_differing(by=by, on=today(), on_lapse=_email_nobody)


def enter_what_changed(*, by: Person | None) -> list[LedgerEntry]:
    """Enter every standing of today that differs from the one last entered, as it is projected: found in one statement.

    Emails everyone who lapses. Locks and writes only those that differ, in batches, each a transaction of its own
    unless the caller has one.
    """
    return _enter_differing(by=by, on=today(), on_lapse=tell_lapsed)


def _enter_differing(
    *, by: Person | None, on: dt.date, on_lapse: Callable[[Lapsed], None]
) -> list[LedgerEntry]:
    if policy_on(on) is None:
        return []
    supporters = Supporter.objects.annotate(entered=entered_standing())
    differing = list(
        with_standing(supporters, on)
        .filter(Q(entered__isnull=True) | ~Q(standing=F("entered")))
        .order_by("person_id")
        .values_list("pk", flat=True)
    )
    if not differing:
        return []
    terms = terms_in(terms_calendar(), on)
    entries: list[LedgerEntry] = []
    for start in range(0, len(differing), BATCH):
        with transaction.atomic():
            rows = _locked(differing[start : start + BATCH])
            # What is projected is up to date already: under the lock the facts are asked again, and the gate with them.
            decisions = {pk: decide(terms, facts, on) for pk, facts in facts_of(rows).items()}
            entries += _enter_changes(rows, decisions, terms, by=by, on_lapse=on_lapse)
    return entries
