"""What the kinds of requirement declare, and what they refuse from a policy."""

import dataclasses

import pytest

from certification.enums import Actor
from certification.phrases.kinds import phrases
from certification.rules.gate import NO_TERMS, signs_of_activity, training_of
from certification.rules.intervals import Interval
from certification.rules.kinds import (
    Asked,
    BadParameter,
    Facts,
    Parameters,
    RequirementKind,
    RequirementState,
    Turn,
    bad_parameter,
    whose_turn,
)
from certification.rules.requirements import kinds
from tests.certification.decisions import ON, decided, missing, terms
from tests.certification.rows import day

KIND = RequirementKind(code="plain", order=1, fact="thing")
READS = dataclasses.replace(
    KIND, needs=frozenset({"session_kind"}), allows=frozenset({"count", "months"})
)


@pytest.mark.parametrize(
    ("kind", "given", "refused"),
    [
        (KIND, Parameters(), None),
        (KIND, Parameters(course=1), BadParameter("course", "unread")),
        (KIND, Parameters(session_kind="check_in"), BadParameter("session_kind", "unread")),
        (KIND, Parameters(count=2), BadParameter("count", "unread")),
        (KIND, Parameters(months=1), BadParameter("months", "unread")),
        (READS, Parameters(), BadParameter("session_kind", "missing")),
        (READS, Parameters(session_kind="check_in"), None),
        (READS, Parameters(session_kind="check_in", count=2, months=1), None),
        (READS, Parameters(session_kind="check_in", count=0), BadParameter("count", "least")),
        (READS, Parameters(session_kind="check_in", months=0), BadParameter("months", "least")),
        (READS, Parameters(session_kind="check_in", months=-1), BadParameter("months", "least")),
        (
            READS,
            Parameters(course=1, session_kind="check_in"),
            BadParameter("course", "unread"),
        ),
        # The first problem, in the order of the fields.
        (READS, Parameters(count=0, months=0), BadParameter("session_kind", "missing")),
    ],
)
def test_a_kind_refuses_what_it_lacks_what_it_does_not_read_and_less_than_one(kind, given, refused):
    assert bad_parameter(kind, given) == refused


def test_a_needed_number_may_be_one_as_it_is_unless_told_otherwise():
    counts = dataclasses.replace(KIND, needs=frozenset({"count", "months"}))
    assert bad_parameter(counts, Parameters(count=1, months=1)) is None
    assert bad_parameter(counts, Parameters(count=0, months=1)) == BadParameter("count", "least")
    assert bad_parameter(counts, Parameters(count=1)) == BadParameter("months", "missing")


def test_a_course_may_have_any_id():
    teaches = dataclasses.replace(KIND, needs=frozenset({"course"}))
    assert bad_parameter(teaches, Parameters(course=0)) is None
    assert bad_parameter(teaches, Parameters()) == BadParameter("course", "missing")


@pytest.mark.parametrize(
    ("around", "actor"),
    [
        ({}, Actor.COORDINATOR),
        ({"open": True}, Actor.SUPPORTER),
        ({"open": True, "closed": False}, Actor.SUPPORTER),
        ({"open": True, "closed": True}, Actor.COORDINATOR),
        ({"closed": True}, Actor.COORDINATOR),
    ],
)
def test_the_first_turn_whose_circumstances_hold_decides(around, actor):
    turns = (
        Turn({"open": True, "closed": False}, Actor.SUPPORTER),
        Turn({}, Actor.COORDINATOR),
        Turn({"open": True}, Actor.FACILITATOR),
    )
    assert whose_turn(turns, around) == actor


def test_nobody_acts_where_no_turn_applies():
    assert whose_turn((), {"open": True}) == Actor.NOBODY
    assert whose_turn((Turn({"open": True}, Actor.SUPPORTER),), {}) == Actor.NOBODY


def test_facts_are_read_by_kind_and_by_what_they_are_about():
    one, two = Interval(day(1)), Interval(day(2))
    facts = Facts({"completion": {"1": (one,), "2": (two,)}, "hold": {"": (two,)}})
    assert facts.of("completion") == (one, two)
    assert facts.about("completion", "2") == (two,)
    assert facts.about("completion", "3") == ()
    assert facts.about("hold", "") == (two,)
    assert (facts.of("left"), facts.about("left", "")) == ((), ())


def test_a_kind_without_a_rule_is_met_while_one_of_its_intervals_holds():
    asked, facts = Asked("plain"), Facts({"thing": {"": (Interval(day(2), day(4)),)}})
    assert KIND.rests_on(asked, facts) == (Interval(day(2), day(4)),)
    met = RequirementState("plain", True, day(2), day(4), 1, 1)
    assert [KIND.state(asked, facts, day(on)) for on in (1, 2, 3, 4)] == [
        RequirementState("plain", False, None, None, 0, 1),
        met,
        met,
        RequirementState("plain", False, None, day(4), 0, 1),
    ]


def test_a_kind_may_choose_its_intervals_by_what_is_asked():
    kind = dataclasses.replace(
        KIND, intervals=lambda asked, facts: facts.about("thing", asked.parameters.session_kind)
    )
    facts = Facts({"thing": {"a": (Interval(day(1)),), "b": (Interval(day(5)),)}})
    asked = Asked("plain", Parameters(session_kind="b"))
    assert kind.rests_on(asked, facts) == (Interval(day(5)),)
    assert kind.state(asked, facts, day(5)).since == day(5)
    assert kind.state(asked, facts, day(4)).met is False


def test_what_each_kind_declares():
    """In the order in which a person meets them: the fact, what it needs of a policy, and what it is to the gate."""
    found = [
        (kind.code, kind.fact, sorted(kind.needs), kind.usual and kind.usual.months)
        for kind in kinds().values()
    ]
    assert found == [
        ("nomination", "nomination", [], None),
        ("good_standing", "good_standing", ["months"], 24),
        ("training", "completion", ["course"], None),
        ("live_session", "attendance", ["session_kind"], None),
        ("expectations", "expectations", [], None),
        ("certificate", "certificate", ["months"], 24),
        ("endorsement", "endorsement", ["months"], 24),
        ("no_hold", "hold", [], None),
    ]
    signed = {code for code, said in phrases().items() if said.signed}
    assert signed == {"good_standing", "endorsement"}
    given = {kind.code for kind in kinds().values() if kind.is_given}
    assert given == {"nomination", "no_hold"}


def test_the_training_is_what_a_certificate_certifies():
    assert training_of(kinds()) == ("training", "live_session", "expectations")
    assert training_of(["endorsement", "expectations"]) == ("expectations",)


def test_the_signs_of_activity_are_those_that_the_policy_asks_for():
    assert signs_of_activity(tuple(kinds())) == ("endorsement", "nomination", "good_standing")
    assert signs_of_activity(("training", "good_standing")) == ("endorsement", "good_standing")
    assert signs_of_activity(()) == ("endorsement",)


def test_terms_name_what_they_ask_for():
    asks = terms(["nomination", "certificate"])
    assert asks.requirements == ("nomination", "certificate")
    assert asks.of("certificate") == Asked("certificate", Parameters(months=24))
    assert asks.of("training") is None
    assert (NO_TERMS.number, NO_TERMS.requirements, NO_TERMS.of("training")) == (0, (), None)


def test_a_decision_says_what_is_unmet_and_until_when_the_rest_holds():
    soon, later = day(5), day(9)
    lapsing = dataclasses.replace(missing("training"), met=True, until=later)
    sooner = dataclasses.replace(missing("certificate"), met=True, until=soon)
    unmet = missing("endorsement", until=day(1))
    result = decided(lapsing, sooner, unmet)
    assert result.unmet == (unmet,)
    assert result.met_count == len(kinds()) - 1
    assert result.active_until == soon
    assert decided().active_until is None
    assert result.state("endorsement") == unmet
    assert result.state("unknown") is None
    assert result.on == ON
