"""Asking the gate about one, about some and about everybody: who is entered, who is told, who is announced."""

import pytest

from certification.models import Fact, Movement, Supporter
from certification.services import standing
from certification.services.standing import (
    enter_what_changed,
    lock_supporter_of,
    reassess,
    reassess_all,
    reassess_all_told,
    reassess_each,
)
from certification.signals import training_completed
from tests.certification import rows
from tests.certification.program import NOW_DAY, run_program, train
from tests.certification.traces import emails, entered
from tests.clock import TODAY, at, days
from tests.factories import make_person, make_supporter

pytestmark = pytest.mark.django_db

LAPSED = "About your standing as a peer supporter"


@pytest.fixture
def program():
    return run_program()


@pytest.fixture
def actor():
    return make_person("Cora Example")


@pytest.fixture
def announced():
    """The supporters with whom `training_completed` was sent, each time."""
    heard = []

    def listen(sender, supporters, **_):
        assert sender is Supporter
        heard.append(supporters)

    training_completed.connect(listen)
    yield heard
    training_completed.disconnect(listen)


@pytest.fixture
def short(db):
    """A program that asks for two things alone, of which one lasts."""
    rows.policy(rows.course(), 1, NOW_DAY - 30, ["nomination", "good_standing"])


def active_supporter(name, actor):
    """Active today, and no longer in five days."""
    supporter = make_supporter(name)
    rows.nomination(supporter, actor, "accepted", NOW_DAY - 1)
    section = rows.section()
    rows.attestation(supporter, section, actor, NOW_DAY - 1, NOW_DAY + 5)
    # Nobody was active before their first endorsement.
    certificate = rows.certificate(supporter, NOW_DAY - 2, NOW_DAY + 99)
    rows.endorsement(supporter, section, actor, certificate, NOW_DAY - 1, NOW_DAY + 99)
    assert reassess(supporter, by=None).standing == "active"
    return supporter


def forget_facts(supporter, *kinds):
    """Facts that are missing though their records are there; returns what is left."""
    Fact.objects.filter(supporter=supporter, kind__in=kinds).delete()


# One -----------------------------------------------------------------------------------------------


def test_a_supporter_is_locked_by_the_person(program):
    supporter = make_supporter()
    make_supporter()
    assert lock_supporter_of(supporter.person) == supporter
    assert lock_supporter_of(make_person()) is None


def test_only_facts_of_the_kinds_asked_for_are_brought_up_to_the_records(program, actor):
    supporter = make_supporter()
    assert reassess(supporter, by=None).standing == "in_training"
    rows.hold(supporter, NOW_DAY, None, actor)
    forget_facts(supporter, "hold")
    assert reassess(supporter, by=actor, kinds=()) is None
    assert reassess(supporter, by=actor, kinds=["nomination"]) is None
    entry = reassess(supporter, by=actor, kinds=["hold"])
    assert (entry.supporter, entry.before, entry.standing) == (supporter, "in_training", "paused")
    assert (entry.actor, entry.effective_on) == (actor, TODAY)
    forget_facts(supporter, "hold")
    assert reassess(supporter, by=actor) is None


def test_what_happened_last_is_noted_with_every_kind_and_left_with_some(program):
    supporter = make_supporter()
    reassess(supporter, by=None)
    Movement.objects.filter(supporter=supporter).update(on=days(-30))
    reassess(supporter, by=None, kinds=["hold"])
    assert Movement.objects.get(supporter=supporter).on == days(-30)
    reassess(supporter, by=None)
    assert Movement.objects.get(supporter=supporter).on == TODAY


def test_who_lapses_by_an_act_is_emailed_by_nobody(short, actor):
    supporter = active_supporter("Sam Example", actor)
    with at(f"{days(5)}"):
        entry = reassess(supporter, by=actor)
    assert (entry.before, entry.standing, entry.detail) == (
        "active",
        "lapsed",
        {"met": ["nomination"], "unmet": ["good_standing"]},
    )
    assert emails() == []


# Some ----------------------------------------------------------------------------------------------


def test_some_are_entered_in_the_order_of_the_people_and_the_others_not(program, actor):
    third, second = make_person("Cy Example"), make_person("Bo Example")
    both = [rows.supporter(second), rows.supporter(third)]
    left_out = make_supporter()
    entries = reassess_each(reversed([each.pk for each in both]), by=actor)
    assert [(each.supporter, each.actor) for each in entries] == [
        (both[1], actor),
        (both[0], actor),
    ]
    assert entered(left_out) == []
    assert reassess_each([], by=actor) == []


def test_some_on_another_day_and_with_some_kinds(program, actor):
    supporter = make_supporter()
    rows.hold(supporter, NOW_DAY + 5, NOW_DAY + 9, actor)
    forget_facts(supporter, "hold")
    [entry] = reassess_each([supporter.pk], by=None, on=days(5), kinds=())
    assert (entry.standing, entry.effective_on) == ("in_training", days(5))
    [entry] = reassess_each([supporter.pk], by=None, on=days(5), kinds=["hold"])
    assert (entry.before, entry.standing) == ("in_training", "paused")
    assert reassess_each([supporter.pk], by=None, on=days(8)) == []
    [entry] = reassess_each([supporter.pk], by=None, on=days(9))
    assert (entry.before, entry.standing) == ("paused", "in_training")


def test_those_who_have_met_the_training_are_announced_together(program, announced, actor):
    trained = [make_supporter(name) for name in ("Ada Example", "Bo Example")]
    untrained = make_supporter("Cy Example")
    for each in trained:
        train(each, program)
    # Under the lock, in the order of the people, whether a standing changes or not.
    for _ in range(2):
        reassess_each([untrained.pk, *(each.pk for each in trained)], by=actor)
    assert announced == [trained, trained]
    reassess(untrained, by=None)
    assert len(announced) == 2


def test_nobody_is_announced_before_the_first_policy(announced):
    supporter = make_supporter()
    assert reassess(supporter, by=None) is None
    assert reassess_each([supporter.pk], by=None) == []
    assert (reassess_all(by=None), enter_what_changed(by=None)) == ([], [])
    assert announced == []


# Everybody -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "told"),
    [(reassess_all, True), (enter_what_changed, True), (reassess_all_told, False)],
    ids=["all", "what changed", "told"],
)
def test_whether_those_who_lapse_are_emailed(short, actor, ask, told):
    lapsing = [active_supporter(name, actor) for name in ("Sam Example", "Ada Example")]
    fresh = make_supporter("Bo Example")
    with at(f"{days(4)}"):
        assert [each.supporter for each in ask(by=actor)] == [fresh]
    assert emails() == []
    with at(f"{days(5)}"):
        entries = ask(by=actor)
        assert ask(by=actor) == []
    assert [(each.supporter, each.before, each.standing) for each in entries] == [
        (each, "active", "lapsed") for each in lapsing
    ]
    assert {(each.actor, each.effective_on) for each in entries} == {(actor, days(5))}
    recipients = [to for to, subject in emails() if subject == LAPSED]
    assert recipients == [each.person.email for each in lapsing] * told
    assert len(emails()) == len(recipients)


def test_everybody_on_another_day(short, actor):
    supporter = active_supporter("Sam Example", actor)
    [entry] = reassess_all(by=None, on=days(5))
    assert (entry.supporter, entry.standing, entry.effective_on) == (supporter, "lapsed", days(5))
    assert reassess_all(by=None, on=days(-31)) == []
    [entry] = reassess_all(by=None)
    assert (entry.before, entry.standing, entry.effective_on) == ("lapsed", "active", TODAY)


def test_everybody_in_batches_as_in_one(program, actor, monkeypatch):
    monkeypatch.setattr(standing, "BATCH", 2)
    everybody = [make_supporter() for _ in range(5)]
    reassess(everybody[3], by=None)
    entries = reassess_all(by=actor)
    assert [each.supporter for each in entries] == [*everybody[:3], everybody[4]]
    assert [len(entered(each)) for each in everybody] == [1] * 5


@pytest.mark.parametrize(
    ("ask", "finds"),
    [
        (lambda: reassess_all(by=None), True),
        (lambda: reassess_all(by=None, kinds=["hold"]), True),
        (lambda: reassess_all_told(by=None), True),
        (lambda: reassess_all(by=None, kinds=["nomination"]), False),
        (lambda: reassess_all(by=None, kinds=()), False),
        (lambda: enter_what_changed(by=None), False),
    ],
    ids=["all", "all of the kind", "told", "all of another kind", "none", "what changed"],
)
def test_whose_facts_are_brought_up_to_the_records(program, actor, ask, finds):
    supporter = make_supporter()
    reassess(supporter, by=None)
    rows.hold(supporter, NOW_DAY, None, actor)
    forget_facts(supporter, "hold")
    reassess(supporter, by=None, kinds=())
    found = [(each.before, each.standing) for each in ask()]
    assert found == ([("in_training", "paused")] if finds else [])


def test_what_time_brings_announces_those_it_concerns(program, announced):
    trained, entered_already = make_supporter("Ada Example"), make_supporter("Bo Example")
    reassess(entered_already, by=None)
    train(trained, program)
    [entry] = enter_what_changed(by=None)
    assert (entry.supporter, entry.standing) == (trained, "in_training")
    assert announced == [[trained]]
