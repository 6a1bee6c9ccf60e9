"""What the gate says of a supporter on every date, as periods. Pure.

Nothing of the gate is said again here: `decide` is asked on each date on which its answer could change.
"""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from certification.rules.gate import STANDING_RESTS_ON, Decision, Terms, decide
from certification.rules.kinds import Facts
from certification.rules.requirements import kinds

ALWAYS, NO_END = dt.date.min, dt.date.max


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
    days = sorted({ALWAYS, *(each.since for each in calendar), *_turning_points(calendar, facts)})
    found: list[Period] = []
    for since, until in pairwise([*days, NO_END]):
        answer = _answer(decide(terms_in(calendar, since), facts, since))
        if found and found[-1][2:] == answer:
            found[-1] = found[-1]._replace(until=until)
        else:
            found.append(Period(since, until, *answer))
    return found


def _answer(decision: Decision) -> tuple[str, str, bool]:
    unmet = codes(state.requirement for state in decision.unmet)
    return str(decision.standing), unmet, decision.training_is_met


def _turning_points(calendar: Calendar, facts: Facts) -> set[dt.date]:
    """The days on which an answer could change under the same terms."""
    asked = dict.fromkeys(asked for each in calendar for asked in each.terms.asked)
    spans = [kinds()[each.kind].rests_on(each, facts) for each in asked]
    # Whether somebody left, is paused, was active before or is certified is asked under any terms.
    spans += [facts.of(kind) for kind in STANDING_RESTS_ON]
    ends = {day for each in spans for span in each for day in span}
    return {day for day in ends if day is not None and day < NO_END}
