"""What, beside the facts, decides who must act next for single supporters; lists ask `certification.selectors.queues`."""

import datetime as dt
from collections.abc import Collection, Iterable

from certification.models import Supporter
from certification.rules.gate import Decision, Terms, decide
from certification.rules.kinds import Circumstances
from certification.rules.waiting import known_from
from certification.selectors.facts import facts_of
from certification.selectors.sources import circumstances


def circumstances_of(
    supporters: Iterable[int], on: dt.date, terms: Terms, names: Collection[str] | None = None
) -> dict[int, Circumstances]:
    """The circumstances that no fact decides, of the supporters with these ids on a date under terms: one statement.

    `names` are those that are asked for; None: all. Nothing is asked for no names.
    """
    ids = list(supporters)
    wanted = circumstances().keys() if names is None else names
    if not wanted:
        return {pk: {} for pk in ids}
    rows = Supporter.objects.filter(pk__in=ids).order_by()
    asked = rows.values("pk", **{name: circumstances()[name].holds(terms, on) for name in wanted})
    return {row.pop("pk"): row for row in asked}


def decision_and_circumstances(
    supporter: int, on: dt.date, terms: Terms
) -> tuple[Decision, Circumstances]:
    """What the gate says of a supporter (id) on a date under terms, and all that decides who must act: two statements."""
    facts = facts_of([supporter])[supporter]
    asked = circumstances_of([supporter], on, terms)[supporter]
    return decide(terms, facts, on), {**known_from(facts, on), **asked}
