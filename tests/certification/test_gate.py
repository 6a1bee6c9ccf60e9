"""The pure gate: every requirement, every standing, and the days around each boundary."""

import datetime as dt

import pytest

from certification.enums import Standing
from certification.rules.gate import decide
from certification.rules.intervals import Interval
from certification.rules.kinds import Facts
from certification.rules.requirements.training import lasting_modules
from tests.certification.decisions import terms as asks

D = dt.date
MODULES = (1, 2)
TERMS = asks(modules=MODULES)

COMPLETE = {
    "nomination": (Interval(D(2026, 1, 1)),),
    "good_standing": (Interval(D(2026, 1, 5), D(2028, 1, 5)),),
    "attendance": (Interval(D(2026, 2, 1)),),
    "expectations": (Interval(D(2026, 2, 2)),),
    "certificate": (Interval(D(2026, 2, 10), D(2028, 2, 10)),),
    "endorsement": (Interval(D(2026, 3, 1), D(2028, 3, 1)),),
}
COMPLETIONS = {1: (Interval(D(2026, 1, 20)),), 2: (Interval(D(2026, 2, 10)),)}
ON = D(2026, 6, 1)
SUBJECTS = {"attendance": "foundational"}


def facts(completions=None, **changes):
    """Everything met, but for the changes; a kind set to () is missing."""
    completions = COMPLETIONS if completions is None else completions
    return known({**COMPLETE, **changes}, completions)


def known(intervals, completions=None):
    """Facts, of which only completions and attendance are about something."""
    by_kind = {kind: {SUBJECTS.get(kind, ""): rows} for kind, rows in intervals.items()}
    done = {str(module): rows for module, rows in (completions or {}).items()}
    return Facts({**by_kind, "completion": done})


def decision(terms=TERMS, on=ON, **changes):
    return decide(terms, facts(**changes), on)


def state(requirement, on=ON, **changes):
    found = decision(on=on, **changes).state(requirement)
    return found.met, found.since, found.until, found.done, found.total


def test_everything_met_is_active():
    result = decision()
    assert result.standing == Standing.ACTIVE
    assert result.unmet == ()
    assert result.met_count == len(TERMS.asked)
    assert (result.on, result.policy) == (ON, 1)


def test_no_facts_is_in_training():
    result = decide(TERMS, Facts(), ON)
    assert result.standing == Standing.IN_TRAINING
    assert [s.requirement for s in result.states if s.met] == ["no_hold"]


SINGLE = [
    ("nomination", "nomination"),
    ("good_standing", "good_standing"),
    ("live_session", "attendance"),
    ("expectations", "expectations"),
    ("certificate", "certificate"),
    ("endorsement", "endorsement"),
]


@pytest.mark.parametrize(("requirement", "kind"), SINGLE)
def test_a_requirement_is_met_from_its_first_day_to_the_day_before_its_end(requirement, kind):
    rows = (Interval(D(2026, 5, 10), D(2026, 5, 20)),)
    assert state(requirement, D(2026, 5, 9), **{kind: rows}) == (False, None, None, 0, 1)
    met = (True, D(2026, 5, 10), D(2026, 5, 20), 1, 1)
    assert state(requirement, D(2026, 5, 10), **{kind: rows}) == met
    assert state(requirement, D(2026, 5, 19), **{kind: rows}) == met
    assert state(requirement, D(2026, 5, 20), **{kind: rows}) == (
        False, None, D(2026, 5, 20), 0, 1,
    )  # fmt: skip


@pytest.mark.parametrize(("requirement", "kind"), SINGLE)
def test_without_one_requirement_nobody_is_active(requirement, kind):
    result = decision(**{kind: ()})
    assert [s.requirement for s in result.unmet] == [requirement]
    assert result.standing != Standing.ACTIVE


def test_renewals_that_touch_are_one_stretch_and_a_gap_is_a_gap():
    touching = (Interval(D(2026, 1, 1), D(2026, 6, 1)), Interval(D(2026, 6, 1), D(2026, 9, 1)))
    assert state("good_standing", good_standing=touching) == (
        True, D(2026, 1, 1), D(2026, 9, 1), 1, 1,
    )  # fmt: skip
    gap = (Interval(D(2026, 1, 1), D(2026, 5, 31)), Interval(D(2026, 6, 2), D(2026, 9, 1)))
    assert state("good_standing", good_standing=gap) == (
        False, None, D(2026, 5, 31), 0, 1,
    )  # fmt: skip


def test_a_longer_fact_is_not_cut_short_by_one_inside_it():
    rows = (Interval(D(2026, 1, 1), None), Interval(D(2026, 2, 1), D(2026, 3, 1)))
    assert state("nomination", nomination=rows) == (True, D(2026, 1, 1), None, 1, 1)


def test_a_fact_that_ended_before_it_began_never_counts():
    rows = (Interval(D(2026, 5, 1), D(2026, 5, 1)), Interval(D(2026, 5, 5), D(2026, 5, 1)))
    for on in (D(2026, 4, 30), D(2026, 5, 1), D(2026, 5, 5), ON):
        assert state("certificate", on, certificate=rows) == (False, None, None, 0, 1)


def test_training_counts_its_modules_and_is_met_by_the_last():
    some = {1: COMPLETIONS[1]}
    assert state("training", completions=some) == (False, None, None, 1, 2)
    assert state("training") == (True, D(2026, 2, 10), None, 2, 2)
    assert state("training", D(2026, 2, 9)) == (False, None, None, 1, 2)


def test_a_material_edition_that_is_due_reopens_only_its_module():
    replaced = {**COMPLETIONS, 1: (Interval(D(2026, 1, 20), D(2026, 6, 1)),)}
    assert state("training", D(2026, 5, 31), completions=replaced) == (
        True, D(2026, 2, 10), D(2026, 6, 1), 2, 2,
    )  # fmt: skip
    assert state("training", D(2026, 6, 1), completions=replaced) == (
        False, None, D(2026, 6, 1), 1, 2,
    )  # fmt: skip


def test_of_two_modules_that_are_due_on_two_days_the_earlier_day_is_told():
    replaced = {
        1: (Interval(D(2026, 1, 20), D(2026, 6, 9)),),
        2: (Interval(D(2026, 2, 10), D(2026, 6, 1)),),
    }
    day = D(2026, 6, 1)
    assert state("training", D(2026, 5, 31), completions=replaced)[:3] == (
        True,
        D(2026, 2, 10),
        day,
    )
    for on, done in (
        (D(2026, 6, 1), 1),
        (D(2026, 6, 8), 1),
        (D(2026, 6, 9), 0),
        (D(2026, 7, 1), 0),
    ):
        assert state("training", on, completions=replaced) == (False, None, day, done, 2)
    # One of them is finished again: since the other is still missing, it is the same day.
    again = {**replaced, 2: (*replaced[2], Interval(D(2026, 6, 20)))}
    assert state("training", D(2026, 7, 1), completions=again)[2] == D(2026, 6, 1)


def test_before_all_modules_were_ever_finished_the_last_change_is_told():
    once = {1: (Interval(D(2026, 1, 20), D(2026, 3, 1)),)}
    assert state("training", D(2026, 4, 1), completions=once)[2] == D(2026, 3, 1)


def test_of_two_pauses_before_and_two_to_come_the_nearest_is_told():
    holds = tuple(Interval(D(2026, month, 1), D(2026, month, 15)) for month in (3, 1, 12, 11))
    assert state("no_hold", D(2026, 6, 1), hold=holds) == (
        True, D(2026, 3, 15), D(2026, 11, 1), 1, 1,
    )  # fmt: skip
    touching = (Interval(D(2026, 5, 1), D(2026, 6, 10)), Interval(D(2026, 6, 10), D(2026, 7, 1)))
    assert state("no_hold", D(2026, 6, 1), hold=touching)[:3] == (False, None, D(2026, 7, 1))


def test_a_module_lasts_while_nothing_is_known_to_replace_what_was_finished():
    ended, lasting = Interval(D(2026, 1, 20), D(2026, 6, 1)), Interval(D(2026, 5, 1))
    completions = {1: (ended,), 2: (ended, lasting), 3: (lasting,)}
    assert lasting_modules(facts(completions=completions)) == {2, 3}
    assert lasting_modules(Facts()) == set()


def test_completions_of_modules_that_the_course_does_without_count_for_nothing():
    extra = {**COMPLETIONS, 99: (Interval(D(2026, 1, 1)),)}
    assert state("training", completions=extra) == (True, D(2026, 2, 10), None, 2, 2)


def test_a_course_without_modules_cannot_be_completed():
    result = decision(terms=asks())
    assert result.state("training").met is False
    assert result.standing == Standing.LAPSED


def test_a_policy_that_asks_for_nothing_activates_nobody():
    assert decide(asks([], MODULES), Facts(), ON).standing == Standing.IN_TRAINING


def test_a_policy_asks_only_for_what_it_names():
    terms = asks(["nomination", "no_hold"], MODULES)
    result = decide(terms, known({"nomination": COMPLETE["nomination"]}), ON)
    assert (result.standing, result.met_count) == (Standing.ACTIVE, 2)


class TestStanding:
    def test_certified_and_not_endorsed_awaits_endorsement(self):
        assert decision(endorsement=()).standing == Standing.AWAITING_ENDORSEMENT

    def test_neither_certified_nor_endorsed_is_in_training(self):
        result = decision(endorsement=(), certificate=())
        assert result.standing == Standing.IN_TRAINING

    def test_before_the_certificate_began_is_in_training(self):
        assert decision(endorsement=(), on=D(2026, 2, 9)).standing == Standing.IN_TRAINING

    def test_endorsed_before_good_standing_was_ever_attested_has_not_lapsed(self):
        assert decision(good_standing=()).standing == Standing.AWAITING_ENDORSEMENT
        assert decision(nomination=()).standing == Standing.AWAITING_ENDORSEMENT

    def test_an_endorsement_that_ended_has_lapsed(self):
        ended = (Interval(D(2026, 3, 1), D(2026, 6, 1)),)
        assert decision(on=D(2026, 5, 31), endorsement=ended).standing == Standing.ACTIVE
        assert decision(on=D(2026, 6, 1), endorsement=ended).standing == Standing.LAPSED

    def test_good_standing_that_ended_has_lapsed(self):
        ended = (Interval(D(2026, 1, 5), D(2026, 6, 1)),)
        assert decision(on=D(2026, 5, 31), good_standing=ended).standing == Standing.ACTIVE
        assert decision(on=D(2026, 6, 1), good_standing=ended).standing == Standing.LAPSED

    def test_a_certificate_that_expired_has_lapsed(self):
        ended = (Interval(D(2026, 2, 10), D(2026, 6, 1)),)
        assert decision(on=D(2026, 5, 31), certificate=ended).standing == Standing.ACTIVE
        assert decision(on=D(2026, 6, 1), certificate=ended).standing == Standing.LAPSED

    def test_an_endorsement_withdrawn_on_its_day_was_never_in_force(self):
        never = (Interval(D(2026, 3, 1), D(2026, 3, 1)),)
        assert decision(endorsement=never).standing == Standing.AWAITING_ENDORSEMENT

    def test_a_hold_pauses_from_its_first_day_to_the_day_before_its_end(self):
        rows = (Interval(D(2026, 5, 10), D(2026, 5, 20)),)
        seen = {on: decision(on=D(2026, 5, on), hold=rows).standing for on in (9, 10, 19, 20)}
        assert seen == {
            9: Standing.ACTIVE,
            10: Standing.PAUSED,
            19: Standing.PAUSED,
            20: Standing.ACTIVE,
        }

    def test_a_hold_pauses_even_if_the_policy_does_not_name_it(self):
        terms = asks(["nomination"], MODULES)
        assert decision(terms=terms, hold=(Interval(ON),)).standing == Standing.PAUSED

    def test_a_hold_pauses_a_person_in_training(self):
        result = decide(TERMS, known({"hold": (Interval(ON),)}), ON)
        assert result.standing == Standing.PAUSED

    def test_who_left_is_inactive_from_that_day_whatever_else_holds(self):
        rows = {"left": (Interval(D(2026, 5, 20)),), "hold": (Interval(D(2026, 5, 1)),)}
        assert decision(on=D(2026, 5, 19), **rows).standing == Standing.PAUSED
        assert decision(on=D(2026, 5, 20), **rows).standing == Standing.INACTIVE


class TestNoHold:
    def test_no_hold_ever(self):
        assert state("no_hold") == (True, None, None, 1, 1)

    def test_in_a_hold_with_an_end_and_without(self):
        ends = (Interval(D(2026, 5, 1), D(2026, 7, 1)),)
        assert state("no_hold", hold=ends) == (False, None, D(2026, 7, 1), 0, 1)
        open_end = (Interval(D(2026, 5, 1)),)
        assert state("no_hold", hold=open_end) == (False, None, None, 0, 1)

    def test_after_one_hold_and_before_the_next(self):
        rows = (Interval(D(2026, 4, 1), D(2026, 5, 1)), Interval(D(2026, 8, 1), D(2026, 9, 1)))
        assert state("no_hold", hold=rows) == (
            True, D(2026, 5, 1), D(2026, 8, 1), 1, 1,
        )  # fmt: skip
