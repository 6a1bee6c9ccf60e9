"""What the gate says of a supporter on every date, as periods. Pure.

Nothing of the gate is said again here: it is asked on each date on which its answer could change.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from certification.rules.gate import STANDING_RESTS_ON, Decision, Terms, decide_from
from certification.rules.intervals import Interval
from certification.rules.kinds import Facts, RequirementState
from certification.rules.requirements import kinds
from certification.rules.waiting import facts_with_circumstances, turns_code, turns_left

ALWAYS, NO_END = dt.date.min, dt.date.max

# Standing, unmet requirements, and whether a certificate is earned: see `Period`.
Answer = tuple[str, str, bool, str]


class TermsFrom(NamedTuple):
    """The terms in force from a date until the next of a calendar."""

    since: dt.date
    terms: Terms


# In order; the first is in force from `ALWAYS`.
Calendar = Sequence[TermsFrom]


class Period(NamedTuple):
    """The gate's answer from `since` up to, not including, `until`."""

    since: dt.date
    until: dt.date
    standing: str
    unmet: str
    training_is_met: bool
    # Who must act next, as `turns_code` writes it.
    turns: str

    def covers(self, on: dt.date) -> bool:
        return self.since <= on < self.until


def terms_in(calendar: Calendar, on: dt.date) -> Terms:
    """The terms of a calendar that are in force on a date."""
    return calendar[bisect_right(calendar, on, key=lambda each: each.since) - 1].terms


def codes(requirements: Iterable[str]) -> str:
    """Requirements as a period keeps them: each between commas, "" for none."""
    listed = ",".join(requirements)
    return f",{listed}," if listed else ""


def requirements_in(unmet: str) -> tuple[str, ...]:
    """The requirements that `codes` wrote."""
    return tuple(code for code in unmet.split(",") if code)


def periods_of(calendar: Calendar, facts: Facts) -> list[Period]:
    """Periods that cover every date once: for each date, the period that covers it says what `decide` says.

    Neighbours differ in their answer.
    """
    found: list[Period] = []
    turns = list(_all_turns(calendar, facts))
    for (since, answer), until in zip(turns, _ends(since for since, _ in turns), strict=True):
        if found and found[-1][2:] == answer:
            found[-1] = found[-1]._replace(until=until)
        else:
            found.append(Period(since, until, *answer))
    return found


def _ends(days: Iterable[dt.date]) -> list[dt.date]:
    """The day on which what begins on each of the days gives way to the next."""
    return [*islice(days, 1, None), NO_END]


def _all_turns(calendar: Calendar, facts: Facts) -> Iterator[tuple[dt.date, Answer]]:
    ends = _ends(each.since for each in calendar)
    for each, end in zip(calendar, ends, strict=True):
        yield from _turns(each, end, facts)


def _turns(each: TermsFrom, end: dt.date, facts: Facts) -> Iterator[tuple[dt.date, Answer]]:
    """The days on which the answer could change while the same terms are in force, and the answer from each on.

    A requirement is asked for its state on the days alone on which it could change.
    """
    changes: dict[dt.date, dict[int, RequirementState]] = {each.since: {}}
    for place, asked in enumerate(each.terms.asked):
        kind = kinds()[asked.kind]
        for day in {each.since, *_between(each.since, end, kind.rests_on(asked, facts))}:
            changes.setdefault(day, {})[place] = kind.state(asked, facts, day)
    # Whether somebody left, is paused, was active before or is certified is asked under any terms.
    for fact in {*STANDING_RESTS_ON, *facts_with_circumstances()}:
        for day in _between(each.since, end, facts.of(fact)):
            changes.setdefault(day, {})
    states: dict[int, RequirementState] = {}
    for day in sorted(changes):
        states |= changes[day]
        yield day, _answer(decide_from(tuple(states.values()), each.terms, facts, day), facts)


def _between(since: dt.date, end: dt.date, intervals: Iterable[Interval]) -> Iterator[dt.date]:
    """The first and the last days of intervals that lie between two days."""
    return (day for each in intervals for day in each if day is not None and since < day < end)


def _answer(decision: Decision, facts: Facts) -> Answer:
    unmet = codes(state.requirement for state in decision.unmet)
    turns = turns_code(turns_left(decision, facts))
    return str(decision.standing), unmet, decision.training_is_met, turns
