"""When each kind of fact begins and ends, as `fact_rows` says it in SQL: without the gate."""

import pytest

from certification.enums import LeaderDecision, NominationStatus
from certification.models import Supporter
from certification.selectors.facts import fact_rows, facts_of
from certification.selectors.policy import policy_on, required_modules, terms_on
from certification.selectors.sources import sources
from certification.selectors.standing import decisions_for
from certification.selectors.supporters import supporter_of
from curriculum.enums import Outcome, SessionKind
from tests.certification import rows
from tests.certification.rows import DAY_0, day

pytestmark = pytest.mark.django_db


@pytest.fixture
def supporter():
    return rows.supporter()


@pytest.fixture
def leader():
    return rows.person()


def spans(kind, supporter):
    """The facts of a kind as (first day, first day after) in days, sorted."""
    found = fact_rows(kind).filter(f_supporter=supporter.pk).values_list("f_since", "f_until")
    return sorted(
        ((since - DAY_0).days, None if until is None else (until - DAY_0).days)
        for since, until in found
    )


def test_a_nomination_counts_from_its_acceptance_for_good(supporter, leader):
    rows.nomination(supporter, leader, NominationStatus.ACCEPTED, 3)
    assert spans("nomination", supporter) == [(3, None)]


@pytest.mark.parametrize(
    ("status", "answered"), [(NominationStatus.OPEN, None), (NominationStatus.DECLINED, 3)]
)
def test_an_open_or_declined_nomination_counts_for_nothing(supporter, leader, status, answered):
    rows.nomination(supporter, leader, status, answered)
    assert spans("nomination", supporter) == []


def test_good_standing_runs_until_it_lapses_or_is_withdrawn(supporter, leader):
    where = rows.section()
    rows.attestation(supporter, where, leader, 1, 700)
    rows.attestation(supporter, where, leader, 2, 700, withdrawn=9)
    rows.attestation(supporter, where, leader, 3, 8, withdrawn=9)
    assert spans("good_standing", supporter) == [(1, 700), (2, 9), (3, 8)]


def test_a_completion_ends_when_a_later_material_edition_is_due(supporter):
    module = rows.module(rows.course())
    first = rows.edition(module, 1, 0)
    rows.completion(supporter, first, 1)
    assert spans("completion", supporter) == [(1, None)]
    rows.edition(module, 2, 2)
    assert spans("completion", supporter) == [(1, None)]
    third = rows.edition(module, 3, 4, due=20)
    assert spans("completion", supporter) == [(1, 20)]
    rows.completion(supporter, third, 6)
    assert spans("completion", supporter) == [(1, 20), (6, None)]
    rows.edition(module, 4, 7, due=12)
    assert spans("completion", supporter) == [(1, 12), (6, 12)]


def test_an_edition_of_another_module_ends_no_completion(supporter):
    course = rows.course()
    mine, other = rows.module(course), rows.module(course)
    rows.completion(supporter, rows.edition(mine, 1, 0), 1)
    rows.edition(other, 2, 0, due=5)
    assert spans("completion", supporter) == [(1, None)]
    assert list(fact_rows("completion").values_list("f_supporter", "f_subject")) == [
        (supporter.pk, str(mine.pk))
    ]


def test_a_live_session_counts_from_the_day_it_was_held(supporter):
    rows.attendance(supporter, rows.session(), 5)
    assert spans("attendance", supporter) == [(5, None)]


@pytest.mark.parametrize("outcome", [Outcome.ABSENT, Outcome.EXCUSED])
def test_who_did_not_attend_has_no_live_session(supporter, outcome):
    rows.attendance(supporter, rows.session(), 5, outcome)
    assert spans("attendance", supporter) == []


@pytest.mark.parametrize("kind", [kind for kind in SessionKind if kind != SessionKind.FOUNDATIONAL])
def test_attendance_counts_for_the_kind_of_session_that_the_policy_asks_for(supporter, kind):
    rows.policy(rows.course(), 1, 0, ["live_session"])
    rows.attendance(supporter, rows.session(kind), 5)
    assert list(fact_rows("attendance").values_list("f_subject", flat=True)) == [kind]
    assert decisions_for([supporter.pk], day(6))[supporter.pk].met_count == 0
    rows.attendance(supporter, rows.session(), 5)
    assert decisions_for([supporter.pk], day(6))[supporter.pk].met_count == 1


def test_a_correction_replaces_the_first_mark_both_ways(supporter):
    wrongly_absent = rows.attendance(supporter, rows.session(), 5, Outcome.ABSENT)
    rows.attendance(
        supporter, wrongly_absent.session, 5, Outcome.ATTENDED, supersedes=wrongly_absent
    )
    assert spans("attendance", supporter) == [(5, None)]
    wrongly_there = rows.attendance(supporter, rows.session(), 7)
    rows.attendance(supporter, wrongly_there.session, 7, Outcome.ABSENT, supersedes=wrongly_there)
    assert spans("attendance", supporter) == [(5, None)]


def test_an_acceptance_ends_when_a_later_material_edition_is_due(supporter):
    rows.acceptance(supporter, rows.expectations(1, 0), 2)
    assert spans("expectations", supporter) == [(2, None)]
    second = rows.expectations(2, 3, due=30)
    assert spans("expectations", supporter) == [(2, 30)]
    rows.acceptance(supporter, second, 4)
    rows.expectations(3, 5)
    assert spans("expectations", supporter) == [(2, 30), (4, None)]


def test_a_certificate_runs_until_it_expires_or_is_revoked(supporter):
    rows.certificate(supporter, 1, 700)
    rows.certificate(supporter, 2, 700, revoked=4)
    rows.certificate(supporter, 3, 5, revoked=9)
    assert spans("certificate", supporter) == [(1, 700), (2, 4), (3, 5)]


def test_an_endorsement_runs_until_it_lapses_or_is_withdrawn(supporter, leader):
    where, under = rows.section(), rows.certificate(supporter, 0, 700)
    rows.endorsement(supporter, where, leader, under, 1, 700)
    rows.endorsement(supporter, where, leader, under, 2, 700, withdrawn=3)
    rows.endorsement(supporter, where, leader, under, 4, 700, decision=LeaderDecision.DECLINED)
    assert spans("endorsement", supporter) == [(1, 700), (2, 3)]


def test_an_endorsement_ends_with_the_certificate_that_was_revoked(supporter, leader):
    where, revoked = rows.section(), rows.certificate(supporter, 0, 700, revoked=6)
    rows.endorsement(supporter, where, leader, revoked, 1, 700)
    rows.endorsement(supporter, where, leader, revoked, 2, 700, withdrawn=4)
    rows.endorsement(supporter, where, leader, rows.certificate(supporter, 0, 3), 5, 700)
    assert spans("endorsement", supporter) == [(1, 6), (2, 4), (5, 700)]


def test_a_hold_runs_from_its_first_day_to_its_end_if_it_has_one(supporter, leader):
    rows.hold(supporter, 1, 5, leader)
    rows.hold(supporter, 8, None, leader)
    assert spans("hold", supporter) == [(1, 5), (8, None)]


def test_who_left_stays_away(supporter):
    gone = rows.supporter(rows.person(is_active=False, left_on=day(6)))
    assert spans("left", gone) == [(6, None)]
    assert spans("left", supporter) == []


def test_facts_of_gives_each_their_own_and_nothing_to_who_has_none(
    supporter, leader, django_assert_num_queries
):
    other, module = rows.supporter(), rows.module(rows.course())
    rows.completion(supporter, rows.edition(module, 1, 0), 1)
    rows.hold(supporter, 2, None, leader)
    with django_assert_num_queries(1):
        found = facts_of([supporter.pk, other.pk])
    assert sorted(found) == sorted([supporter.pk, other.pk])
    assert {kind: len(found[supporter.pk].of(kind)) for kind in sources()} == {
        **dict.fromkeys(sources(), 0),
        "completion": 1,
        "hold": 1,
    }
    assert list(found[supporter.pk].by_kind["completion"]) == [str(module.pk)]
    assert found[other.pk].by_kind == {}


class TestTerms:
    def test_no_policy_before_the_first(self):
        rows.policy(rows.course(), 1, 5, [])
        assert policy_on(day(4)) is None
        assert terms_on(day(4)) is None
        assert policy_on(day(5)).number == 1

    def test_the_newest_policy_in_force_counts(self):
        course = rows.course()
        rows.policy(course, 1, 5, ["nomination"])
        rows.policy(course, 2, 8, ["training"])
        assert [policy_on(day(n)).number for n in (5, 7, 8, 30)] == [1, 1, 2, 2]
        assert terms_on(day(8)).requirements == ("training",)

    def test_a_module_that_joins_a_running_course_is_required_from_the_day_it_is_due(self):
        course = rows.course()
        rules, joining = rows.policy(course, 1, 0, ["training"]), rows.module(course)
        rows.edition(joining, 1, 2, due=9)
        rows.edition(joining, 2, 4)
        required = [terms_on(day(number)).of("training").modules for number in (2, 4, 8, 9, 10)]
        assert required == [(), (), (), (joining.pk,), (joining.pk,)]
        assert rules.number == 1

    def test_a_module_is_required_from_its_first_edition_until_it_retires(self):
        course = rows.course()
        rows.policy(course, 1, 0, ["training"])
        plain, retired = rows.module(course), rows.module(course, (6, None))
        for module in (plain, retired):
            rows.edition(module, 1, 2)
        rows.module(course)
        rows.edition(rows.module(rows.course()), 1, 0)

        def required(number):
            return sorted(required_modules([course.pk], day(number)).values_list("pk", flat=True))

        assert required(1) == []
        assert required(2) == sorted([plain.pk, retired.pk])
        assert required(5) == sorted([plain.pk, retired.pk])
        assert required(6) == [plain.pk]
        assert terms_on(day(6)).of("training").modules == (plain.pk,)


def test_supporter_of_a_person(supporter, leader):
    assert supporter_of(supporter.person) == supporter
    assert supporter_of(leader) is None
    assert Supporter.objects.count() == 1
