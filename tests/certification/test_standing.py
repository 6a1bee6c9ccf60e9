"""The ledger: what is entered when, by whom, and what is not."""

import dataclasses

import pytest
from django.db import transaction
from django.db.models import QuerySet

from certification.enums import EntryKind, Standing
from certification.models import Certificate, LedgerEntry, Supporter
from certification.selectors.ledger import entered_standing, entries_of, last_standings
from certification.selectors.sources import sources
from certification.services.ledger import enter_certificate, enter_signature
from certification.services.standing import (
    enter_what_changed,
    reassess,
    reassess_all,
    reassess_each,
)
from curriculum.enums import Change
from curriculum.services.courses import retire_module, unretire_module
from curriculum.services.editions import Publication, publish_edition
from portal.common.errors import Refusal
from tests import path
from tests.certification import rows
from tests.certification.program import NOW_DAY, run_program, train
from tests.clock import TODAY, at, days
from tests.factories import make_person, make_supporter
from tests.races import at_once, errors_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    return run_program()


@pytest.fixture
def supporter():
    return make_supporter("Sam Example")


def standings(supporter):
    entries = LedgerEntry.objects.filter(supporter=supporter, kind=EntryKind.STANDING)
    return [(entry.before, entry.standing) for entry in entries]


def publish_later(edition, *, due_on, by, change=Change.MATERIAL):
    """A material edition after this one, by which people must look again on `due_on`, or a minor one."""
    content = dataclasses.replace(edition.content, title=f"{edition.title}, again")
    said = Publication(change, "The text changed.", due_on)
    publish_edition(edition.module, content=content, said=said, by=by)


class TestReassess:
    def test_the_first_decision_is_entered_with_what_it_rests_on(self, program, supporter):
        actor = make_person()
        entry = reassess(supporter, by=actor)
        assert (entry.kind, entry.before, entry.standing) == ("standing", "", "in_training")
        assert (entry.policy, entry.actor) == (program.policy, actor)
        assert entry.effective_on == TODAY
        assert entry.detail == {
            "met": ["no_hold"],
            "unmet": [
                "nomination",
                "good_standing",
                "training",
                "live_session",
                "expectations",
                "certificate",
                "endorsement",
            ],
        }

    def test_an_unchanged_standing_is_not_entered_again(self, program, supporter):
        reassess(supporter, by=None)
        assert reassess(supporter, by=None) is None
        assert standings(supporter) == [("", "in_training")]

    def test_a_changed_standing_names_the_one_before(self, program, supporter):
        reassess(supporter, by=None)
        rows.hold(supporter, NOW_DAY, None, make_person())
        entry = reassess(supporter, by=None)
        assert (entry.before, entry.standing) == ("in_training", "paused")

    def test_before_the_first_policy_nothing_is_entered(self, supporter):
        assert reassess(supporter, by=None) is None
        assert reassess_all(by=None) == []
        assert standings(supporter) == []

    def test_what_the_caller_takes_back_is_not_entered(self, program, supporter):
        with transaction.atomic():
            reassess(supporter, by=None)
            transaction.set_rollback(True)
        assert standings(supporter) == []

    def test_another_date_is_decided_by_the_facts_of_that_date(self, program, supporter):
        rows.hold(supporter, NOW_DAY + 5, NOW_DAY + 9, make_person())
        assert reassess(supporter, by=None, on=days(5)).standing == Standing.PAUSED
        assert reassess(supporter, by=None, on=days(9)).standing == Standing.IN_TRAINING

    def test_statements_do_not_grow_with_the_supporters(self, program, django_assert_num_queries):
        three = [make_supporter().pk for _ in range(3)]
        reassess_each(three, by=None)
        # One for each kind of fact, and ten.
        statements = 10 + len(sources())
        with django_assert_num_queries(statements):
            reassess_each(three[:1], by=None)
        with django_assert_num_queries(statements):
            reassess_each(three, by=None)


class TestCertificateAfterTraining:
    def test_it_is_issued_after_the_commit_and_once(
        self, program, supporter, django_capture_on_commit_callbacks
    ):
        train(supporter, program)
        with django_capture_on_commit_callbacks(execute=True):
            reassess(supporter, by=None)
            assert not Certificate.objects.exists()
        assert Certificate.objects.filter(supporter=supporter).count() == 1
        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            reassess(supporter, by=None)
        assert callbacks == []

    def test_not_while_a_training_requirement_is_unmet(
        self, program, supporter, django_capture_on_commit_callbacks
    ):
        rows.completion(supporter, program.editions[0], NOW_DAY)
        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            reassess(supporter, by=None)
        assert callbacks == []

    def test_not_for_who_left(self, program, django_capture_on_commit_callbacks):
        gone = rows.supporter(rows.person(is_active=False, left_on=TODAY))
        train(gone, program)
        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            reassess(gone, by=None)
        assert callbacks == []


class TestReassessAll:
    def test_it_enters_exactly_what_differs(self, program):
        first, second, third = (make_supporter() for _ in range(3))
        reassess(first, by=None)
        reassess(second, by=None)
        rows.hold(second, NOW_DAY, None, make_person())
        entries = reassess_all(by=None)
        assert {(e.supporter_id, e.before, e.standing) for e in entries} == {
            (second.pk, "in_training", "paused"),
            (third.pk, "", "in_training"),
        }
        assert reassess_all(by=None) == []

    def test_finding_nothing_costs_two_statements(self, program, django_assert_num_queries):
        for _ in range(3):
            reassess(make_supporter(), by=None)
        with django_assert_num_queries(2):
            enter_what_changed(by=None)


class TestSignaturesAndCertificates:
    def test_a_signature_is_entered_with_the_hash_of_its_text(self, program, supporter):
        acceptance = rows.acceptance(supporter, program.expectations, NOW_DAY)
        entry = enter_signature(
            supporter, record=acceptance, kind="expectations", by=supporter.person
        )
        assert (entry.kind, entry.standing) == ("signature", "")
        assert (entry.actor, entry.effective_on) == (supporter.person, TODAY)
        assert entry.detail == {
            "kind": "expectations",
            "record": acceptance.pk,
            "meaning": acceptance.meaning,
            "statement_hash": acceptance.statement_hash,
        }

    def test_a_certificate_is_entered_with_code_and_hash(self, program, supporter):
        certificate = rows.certificate(supporter, NOW_DAY, NOW_DAY + 700)
        entry = enter_certificate(certificate, by=None)
        assert entry.detail == {
            "code": certificate.code,
            "document_hash": certificate.document_hash,
        }
        assert (entry.kind, entry.effective_on) == ("certificate", TODAY)

    def test_without_a_policy_nothing_is_signed_into_the_ledger(self, supporter):
        acceptance = rows.acceptance(supporter, rows.expectations(1, 0), NOW_DAY)
        with pytest.raises(Refusal) as refused:
            enter_signature(supporter, record=acceptance, kind="expectations", by=supporter.person)
        assert refused.value.code == "no_policy"

    def test_an_entry_never_changes_and_never_goes(self, program, supporter):
        entry = reassess(supporter, by=None)
        entry.standing = Standing.ACTIVE
        with pytest.raises(TypeError):
            entry.save()
        with pytest.raises(TypeError):
            entry.delete()
        with pytest.raises(TypeError):
            LedgerEntry.objects.all().delete()


class TestWhatOthersTellUs:
    def test_an_acceptance_is_entered_once_by_who_signed(self, cast):
        program = path.run_program(by=cast.coordinator)
        path.accept(cast.supporter, program)
        path.learn(cast.supporter, program)
        signed = LedgerEntry.objects.filter(kind=EntryKind.SIGNATURE)
        assert [(e.supporter.person, e.actor, e.detail["kind"]) for e in signed] == [
            (cast.supporter, cast.supporter, "expectations")
        ]

    def test_who_is_not_on_the_path_learns_without_the_ledger(self, cast):
        program = path.run_program(by=cast.coordinator)
        before = LedgerEntry.objects.count()
        path.learn(cast.head, program)
        assert LedgerEntry.objects.count() == before

    def test_a_material_edition_due_today_is_decided_at_once_and_one_due_later_is_not(self, cast):
        program = path.run_program(by=cast.coordinator)
        nominee = make_person("Nora Example", section=cast.cardiology)
        supporter = path.active_supporter(nominee, program, cast)
        publish_later(program.editions[0], due_on=days(9), by=cast.editor)
        assert standings(supporter)[-1][1] == Standing.ACTIVE
        publish_later(program.editions[1], due_on=TODAY, by=cast.editor)
        entry = entries_of(supporter)[0]
        assert (entry.before, entry.standing) == ("active", "lapsed")
        assert (entry.actor, entry.detail["unmet"]) == (cast.editor, ["training"])

    def test_a_module_that_leaves_the_course_and_comes_back(self, cast):
        program = path.run_program(by=cast.coordinator)
        supporter = Supporter.objects.get(person=cast.supporter)
        reassess(supporter, by=None)
        path.answer(cast.supporter, program.editions[0])
        module = program.editions[1].module
        retire_module(module, by=cast.editor)
        assert standings(supporter) == [("", "in_training")]
        unretire_module(module, by=cast.editor)
        assert standings(supporter) == [("", "in_training")]


class TestSelectors:
    def test_last_standings_of_who_has_one(self, program):
        first, second = make_supporter(), make_supporter()
        reassess(first, by=None)
        rows.hold(first, NOW_DAY, None, make_person())
        reassess(first, by=None)
        assert last_standings([first.pk, second.pk]) == {first.pk: "paused"}
        listed = Supporter.objects.annotate(entered=entered_standing())
        assert {row.pk: row.entered for row in listed} == {first.pk: "paused", second.pk: None}

    def test_the_newest_entry_comes_first(self, program, supporter):
        reassess(supporter, by=None)
        rows.hold(supporter, NOW_DAY, None, make_person())
        with at(f"{days(1)}"):
            reassess(supporter, by=None)
        assert [entry.standing for entry in entries_of(supporter)] == ["paused", "in_training"]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_enter_one_change(program, supporter):
    entries = at_once(*[lambda: reassess_each([supporter.pk], by=None)] * 8)
    assert errors_in(entries) == []
    assert len([entry for entered in entries for entry in entered]) == 1
    assert standings(supporter) == [("", "in_training")]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_change_would_be_entered_several_times(
    program, supporter, monkeypatch
):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **options: rows)
    at_once(*[lambda: reassess_each([supporter.pk], by=None)] * 8)
    assert len(standings(supporter)) > 1
