"""Who must act next, and what beside the gate's facts decides it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certification.enums import Actor, LeaderDecision, NominationStatus, Standing
from certification.rules import gate
from certification.rules.gate import decide
from certification.rules.intervals import Interval
from certification.rules.kinds import Facts, RequirementState, Turn
from certification.rules.requirements import kinds
from certification.rules.waiting import actor_of, turns_code, turns_in, turns_left, waits_on
from certification.selectors.waiting import decision_and_circumstances
from curriculum.enums import Outcome, SessionKind, SignUpStatus
from tests.certification import rows
from tests.certification.decisions import terms

ON = rows.DAY_0
HAS_LEADER = {"has_leader": True}
CERTIFIED = {"has_leader": True, "certified": True}


def decided(standing, *unmet):
    states = tuple(
        RequirementState(r, r not in unmet, ON, None, int(r not in unmet), 1) for r in kinds()
    )
    return gate.Decision(standing, states, ON, 1)


class TestRule:
    @pytest.mark.parametrize(
        ("unmet", "around", "actor"),
        [
            ("nomination", {"nominated": True}, Actor.SUPPORTER),
            ("nomination", {}, Actor.COORDINATOR),
            ("good_standing", HAS_LEADER, Actor.SECTION_LEADER),
            ("good_standing", {}, Actor.COORDINATOR),
            ("training", {}, Actor.SUPPORTER),
            ("live_session", {}, Actor.SUPPORTER),
            ("live_session", {"has_place": True}, Actor.NOBODY),
            ("live_session", {"has_place": True, "unmarked": True}, Actor.NOBODY),
            ("live_session", {"unmarked": True}, Actor.FACILITATOR),
            ("expectations", {}, Actor.SUPPORTER),
            ("certificate", {}, Actor.COORDINATOR),
            ("endorsement", HAS_LEADER, Actor.NOBODY),
            ("endorsement", CERTIFIED, Actor.SECTION_LEADER),
            ("endorsement", {"certified": True}, Actor.COORDINATOR),
            (
                "endorsement",
                {"has_leader": True, "certified": True, "declined": True},
                Actor.COORDINATOR,
            ),
        ],
    )
    def test_of_one_unmet_requirement(self, unmet, around, actor):
        decision = decided(Standing.IN_TRAINING, unmet)
        assert waits_on(decision, around) == actor
        assert actor_of(decision.state(unmet), decision, around) == actor
        assert actor_of(decision.state("no_hold"), decision, around) == Actor.NOBODY

    def test_the_first_that_somebody_can_act_on_decides(self):
        missing = ["live_session", "expectations", "certificate"]
        decision = decided(Standing.IN_TRAINING, *missing)
        assert waits_on(decision, {"has_place": True}) == Actor.SUPPORTER
        decision = decided(Standing.IN_TRAINING, *missing[:1], *missing[2:])
        assert waits_on(decision, {"has_place": True}) == Actor.NOBODY

    def test_a_certificate_waits_for_the_training_first(self):
        decision = decided(Standing.IN_TRAINING, "expectations", "certificate")
        state = decision.state("certificate")
        assert actor_of(state, decision, {}) == Actor.NOBODY

    def test_of_who_is_paused_active_or_gone(self):
        hold = "no_hold"
        assert waits_on(decided(Standing.PAUSED, hold), {}) == Actor.NOBODY
        open_end = {"hold_is_open": True}
        assert waits_on(decided(Standing.PAUSED, hold), open_end) == Actor.COORDINATOR
        assert waits_on(decided(Standing.ACTIVE), HAS_LEADER) == Actor.NOBODY
        gone = decided(Standing.INACTIVE, "training")
        assert waits_on(gone, HAS_LEADER) == Actor.NOBODY


def asking(*requirements):
    return terms(requirements)


class TestTurnsLeft:
    """What a period keeps: the turns that its facts leave open."""

    GROUPS = st.dictionaries(st.sampled_from(["has_place", "declined"]), st.booleans())
    TURNS = st.lists(st.builds(Turn, GROUPS, st.sampled_from([*Actor][:-1])), max_size=4)

    @given(TURNS)
    def test_what_is_written_is_read(self, turns):
        assert turns_in(turns_code(turns)) == tuple(turns)

    def test_what_the_facts_decide_is_gone(self):
        certified = Facts({"certificate": {"": (Interval(ON, None),)}})
        decision = decide(asking("endorsement"), certified, ON)
        assert turns_code(turns_left(decision, certified)) == (
            "declined=0&has_leader=1:section_leader|coordinator"
        )
        assert turns_left(decide(asking("endorsement"), Facts(), ON), Facts()) == ()

    def test_a_turn_without_circumstances_ends_them(self):
        decision = decide(asking("good_standing", "expectations"), Facts(), ON)
        assert (
            turns_code(turns_left(decision, Facts())) == "has_leader=1:section_leader|coordinator"
        )

    @pytest.mark.parametrize(("until", "turns"), [(None, "coordinator"), (rows.day(1), "")])
    def test_a_pause_waits_for_somebody_only_without_an_end(self, until, turns):
        held = Facts({"hold": {"": (Interval(ON, until),)}})
        assert turns_code(turns_left(decide(asking("no_hold"), held, ON), held)) == turns


@pytest.mark.django_db
class TestCircumstances:
    @pytest.fixture
    def supporter(self):
        return rows.supporter()

    def of(self, supporter, number=5):
        _, found = decision_and_circumstances(supporter.pk, rows.day(number), terms())
        return {name: holds for name, holds in found.items() if holds}

    def test_of_who_has_nothing(self, supporter, django_assert_num_queries):
        with django_assert_num_queries(2):
            assert self.of(supporter) == {}

    def test_a_leader_is_somebody_else_who_leads_the_section_on_the_day(self, supporter):
        where, other = rows.section(), rows.section()
        rows.membership(supporter, where, 0)
        rows.leadership(supporter.person, where, 0)
        rows.leadership(rows.person(), other, 0)
        rows.leadership(rows.person(is_active=False, left_on=rows.DAY_0), where, 0)
        assert self.of(supporter) == {}
        rows.leadership(rows.person(), where, 3, 8)
        found = ["has_leader" in self.of(supporter, day) for day in (2, 3, 7, 8)]
        assert found == [False, True, True, False]

    def test_an_open_nomination_waits_for_the_nominee(self, supporter):
        rows.nomination(supporter, rows.person(), NominationStatus.DECLINED, 1)
        assert self.of(supporter) == {}
        rows.nomination(supporter, rows.person(), NominationStatus.OPEN, None)
        assert self.of(supporter) == {"nominated": True}

    def test_a_place_counts_until_the_day_of_the_session_and_is_unmarked_after_it(self, supporter):
        session = rows.session(on=6)
        rows.sign_up(supporter, session)
        assert self.of(supporter, 5) == {"has_place": True}
        assert self.of(supporter, 6) == {"has_place": True}
        assert self.of(supporter, 7) == {"unmarked": True}
        rows.attendance(supporter, session, 6, Outcome.ABSENT)
        assert self.of(supporter, 7) == {}

    def test_the_day_of_a_session_is_that_of_the_programs_zone(self, supporter):
        late = dt.datetime(2026, 3, 8, 3, 30, tzinfo=dt.UTC)  # March 7, 8:30 pm in Denver
        rows.sign_up(supporter, rows.session(starts_at=late))
        assert self.of(supporter, 6) == {"has_place": True}
        assert self.of(supporter, 7) == {"unmarked": True}

    @pytest.mark.parametrize("status", [SignUpStatus.WAITING, SignUpStatus.WITHDRAWN])
    def test_the_waitlist_is_no_place(self, supporter, status):
        rows.sign_up(supporter, rows.session(on=9), status)
        assert self.of(supporter) == {}

    def test_other_sessions_and_cancelled_ones_are_no_place(self, supporter):
        rows.sign_up(supporter, rows.session(SessionKind.CHECK_IN, on=9))
        rows.sign_up(supporter, rows.session(on=9, cancelled_at=rows.moment(1)))
        assert self.of(supporter) == {}

    def test_the_last_decision_under_a_certificate_in_force_counts(self, supporter):
        where, leader = rows.section(), rows.person()
        under = rows.certificate(supporter, 0, 9)
        rows.endorsement(supporter, where, leader, under, 2, 700, decision=LeaderDecision.DECLINED)
        assert self.of(supporter, 1) == {"certified": True}
        assert self.of(supporter, 2) == {"certified": True, "declined": True}
        assert self.of(supporter, 9) == {}
        rows.endorsement(supporter, where, leader, under, 4, 700)
        assert self.of(supporter, 4) == {"certified": True}

    def test_a_hold_without_an_end_is_open(self, supporter):
        rows.hold(supporter, 1, 3, rows.person())
        rows.hold(supporter, 6, None, rows.person())
        found = ["hold_is_open" in self.of(supporter, day) for day in (2, 5, 6)]
        assert found == [False, False, True]
