"""Periods say of every date what the gate says of it, and cover every date once."""

import datetime as dt
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from certification.enums import Standing
from certification.rules.gate import LEFT, NO_TERMS, Terms, decide
from certification.rules.intervals import Interval
from certification.rules.kinds import Asked, Facts, Parameters
from certification.rules.periods import (
    ALWAYS,
    NO_END,
    Period,
    TermsFrom,
    codes,
    periods_of,
    requirements_in,
    terms_in,
)
from certification.rules.requirements import kinds
from certification.rules.waiting import turns_code, turns_left
from tests.certification.rows import DAY_0, day

LAST_DAY = 12
MODULES = (1, 2, 3)
SESSIONS = ("foundational", "check_in")
HOLD = "hold"

_days = st.integers(0, LAST_DAY)
_intervals = st.lists(
    st.tuples(_days, st.none() | _days).map(lambda ends: Interval(day(ends[0]), day(ends[1]))),
    max_size=3,
).map(tuple)
_some = _intervals.filter(len)


def _about(kind, intervals):
    """Intervals of a kind of fact by what they are about."""
    subjects = {"completion": map(str, MODULES), "attendance": SESSIONS}.get(kind, [""])
    return st.fixed_dictionaries(dict.fromkeys(subjects, intervals))


FACTS = {LEFT, *(kind.fact for kind in kinds().values())}
_facts = st.fixed_dictionaries(
    {}, optional={kind: _about(kind, _intervals) for kind in sorted(FACTS)}
).map(Facts)
# People who have come far.
_most = st.fixed_dictionaries(
    {kind: _about(kind, _some) for kind in sorted(FACTS - {LEFT, HOLD})}
).map(Facts)


def _asked(kind):
    parameters = st.builds(
        Parameters,
        session_kind=st.sampled_from(SESSIONS),
        count=st.integers(1, 2),
        months=st.none() | st.integers(1, 2),
    )
    modules = st.sets(st.sampled_from(MODULES)).map(lambda some: tuple(sorted(some)))
    return st.builds(Asked, st.just(kind), parameters, modules)


_terms = st.builds(
    Terms,
    st.integers(1, 3),
    st.lists(st.sampled_from(sorted(kinds())), unique=True).flatmap(
        lambda some: st.tuples(*map(_asked, some))
    ),
)
NOTHING = TermsFrom(ALWAYS, NO_TERMS)
_calendars = st.dictionaries(_days, _terms, max_size=3).map(
    lambda changes: [NOTHING, *(TermsFrom(day(on), changes[on]) for on in sorted(changes))]
)
# Beyond the months that a policy may give.
DAYS = [*range(-1, LAST_DAY + 3), *range(25, 85)]


@settings(max_examples=300, deadline=None, database=None)
@given(_calendars, _facts | _most)
def test_the_period_that_covers_a_date_says_what_the_gate_says(calendar, facts):
    periods = periods_of(calendar, facts)
    for number in DAYS:
        on = DAY_0 + dt.timedelta(days=number)
        decision = decide(terms_in(calendar, on), facts, on)
        [covering] = [each for each in periods if each.since <= on < each.until]
        assert covering[2:] == (
            decision.standing,
            codes(state.requirement for state in decision.unmet),
            decision.training_is_met,
            turns_code(turns_left(decision, facts)),
        )


@settings(max_examples=300, deadline=None, database=None)
@given(_calendars, _facts | _most)
def test_periods_cover_every_date_once_and_neighbours_differ(calendar, facts):
    periods = periods_of(calendar, facts)
    assert periods[0].since == ALWAYS
    assert periods[-1].until == NO_END
    for one, following in pairwise(periods):
        assert one.since < one.until == following.since
        assert one[2:] != following[2:]


def test_without_facts_and_policy_everybody_is_in_training_for_ever():
    assert periods_of([NOTHING], Facts()) == [Period(ALWAYS, NO_END, "in_training", "", False, "")]


def test_modules_one_after_another_make_one_turn():
    training = Asked("training", modules=MODULES)
    calendar = [TermsFrom(ALWAYS, Terms(1, (training,)))]
    done = {str(module): (Interval(day(module), None),) for module in MODULES}
    assert periods_of(calendar, Facts({"completion": done})) == [
        Period(ALWAYS, day(3), Standing.IN_TRAINING, ",training,", False, "supporter"),
        Period(day(3), NO_END, Standing.ACTIVE, "", True, ""),
    ]


def test_requirements_are_read_as_they_were_written():
    assert codes([]) == ""
    assert codes(kinds()) == f",{','.join(kinds())},"
    assert requirements_in("") == ()
    assert requirements_in(codes(kinds())) == tuple(kinds())


def test_terms_are_in_force_from_their_day_until_the_next():
    first, second = Terms(1, (Asked("nomination"),)), Terms(2, (Asked("no_hold"),))
    calendar = [NOTHING, TermsFrom(day(3), first), TermsFrom(day(7), second)]
    found = [terms_in(calendar, day(on)) for on in (2, 3, 6, 7, 900)]
    assert found == [NO_TERMS, first, first, second, second]
    assert terms_in(calendar, ALWAYS) == NO_TERMS


def test_a_fact_that_ends_on_the_last_day_that_there_is_makes_no_empty_period():
    paused = Facts({HOLD: {"": (Interval(day(1), NO_END),)}})
    assert periods_of([NOTHING], paused) == [
        Period(ALWAYS, day(1), Standing.IN_TRAINING, "", False, ""),
        Period(day(1), NO_END, Standing.PAUSED, "", False, ""),
    ]


def test_a_policy_that_changes_no_answer_begins_no_period():
    first, second = Terms(1, (Asked("nomination"),)), Terms(2, (Asked("nomination"),))
    calendar = [TermsFrom(ALWAYS, first), TermsFrom(day(3), second)]
    assert periods_of(calendar, Facts()) == [
        Period(
            ALWAYS,
            NO_END,
            Standing.IN_TRAINING,
            ",nomination,",
            False,
            "nominated=1:supporter|coordinator",
        )
    ]
    nominated = Facts({"nomination": {"": (Interval(day(5)),)}})
    assert periods_of(calendar, nominated) == [
        Period(
            ALWAYS,
            day(5),
            Standing.IN_TRAINING,
            ",nomination,",
            False,
            "nominated=1:supporter|coordinator",
        ),
        Period(day(5), NO_END, Standing.ACTIVE, "", False, ""),
    ]
