"""Issuing a certificate once, and serving exactly what was issued."""

import hashlib

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from certification.codes import ALPHABET, as_stored, grouped, new_code
from certification.enums import EntryKind
from certification.models import Certificate, LedgerEntry
from certification.services import certificates
from certification.services.certificates import issue_certificate, issue_later
from certification.services.reconciling import reconcile
from certification.services.standing import reassess
from curriculum.enums import Outcome
from curriculum.services.sessions.attendance import mark_attendance
from curriculum.services.sessions.places import sign_up
from portal.accounts.services import end_access
from portal.common.audit import recorded
from portal.common.documents import DocumentFailed
from portal.common.models import OutboxMessage
from tests import path
from tests.certification import rows
from tests.certification.program import NOW_DAY, certify, run_program, train
from tests.clock import TODAY, at
from tests.factories import make_supporter
from tests.races import at_once


@pytest.fixture
def program(db):  # type: ignore[no-untyped-def]
    return run_program()


@pytest.fixture
def supporter(cast):  # type: ignore[no-untyped-def]
    return cast.supporter.supporter


def test_a_certificate_copies_its_claims(program, supporter) -> None:  # type: ignore[no-untyped-def]
    certificate = certify(supporter, program)
    certificate.refresh_from_db()
    assert (certificate.holder, certificate.course) == (
        "Sam Example, MD",
        program.policy.asked.get(kind="training").course.title,
    )
    assert certificate.minutes == 20
    assert certificate.editions == [
        {"title": e.title, "number": 1, "minutes": 10, "hash": "0" * 64} for e in program.editions
    ]
    assert (certificate.issued_on, certificate.expires_on) == (TODAY, TODAY.replace(year=2028))
    assert hashlib.sha256(certificate.document).hexdigest() == certificate.document_hash
    assert certificate.document.startswith(b"%PDF-1.7")


def test_it_is_entered_in_the_ledger_and_mailed_to_holder_and_leaders(
    program, cast, supporter
) -> None:  # type: ignore[no-untyped-def]
    OutboxMessage.objects.all().delete()
    certificate = certify(supporter, program)
    entry = LedgerEntry.objects.get(supporter=supporter, kind=EntryKind.CERTIFICATE)
    assert entry.detail == {
        "code": certificate.code,
        "document_hash": certificate.document_hash,
    }
    mails = OutboxMessage.objects.values_list("recipient", "subject")
    assert set(mails) == {
        (cast.supporter.email, "Your certificate is ready"),
        (cast.head.email, "Sam Example asks for your endorsement"),
        (cast.leader.email, "Sam Example asks for your endorsement"),
    }


@pytest.mark.parametrize("missing", ["completion", "attendance", "acceptance"])
def test_it_is_not_issued_before_everything_is_done(program, supporter, missing) -> None:  # type: ignore[no-untyped-def]
    done = {
        "completion": lambda: rows.completion(supporter, program.editions[1], NOW_DAY),
        "attendance": lambda: rows.attendance(supporter, program.session, NOW_DAY),
        "acceptance": lambda: rows.acceptance(supporter, program.expectations, NOW_DAY),
    }
    rows.completion(supporter, program.editions[0], NOW_DAY)
    for name, record in done.items():
        if name != missing:
            record()
    assert issue_certificate(supporter) is None
    done[missing]()
    assert issue_certificate(supporter) is not None


def test_it_is_issued_once(program, supporter) -> None:  # type: ignore[no-untyped-def]
    first = certify(supporter, program)
    with at("2031-05-05"):
        again = issue_certificate(supporter)
    assert again == first
    assert Certificate.objects.count() == 1


def test_who_left_gets_none(program, supporter) -> None:  # type: ignore[no-untyped-def]
    train(supporter, program)
    end_access(supporter.person, by=None, why="Left the hospital")
    assert issue_certificate(supporter) is None


def test_who_was_marked_at_the_door_gets_it_when_the_session_has_begun(  # type: ignore[no-untyped-def]
    cast, clock, settings, django_capture_on_commit_callbacks
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    program, supporter = path.run_program(by=cast.coordinator), cast.supporter.supporter
    path.learn(cast.supporter, program)
    path.accept(cast.supporter, program)
    session = path.scheduled(cast.facilitator, minutes_ahead=20)
    sign_up(session, by=cast.supporter)
    with django_capture_on_commit_callbacks(execute=True):
        mark_attendance(
            session, person=cast.supporter, outcome=Outcome.ATTENDED, by=cast.facilitator
        )
    assert Certificate.objects.count() == 0
    [waits] = DBTaskResult.objects.filter(task_path=issue_later.module_path)
    assert (waits.run_after, waits.args_kwargs["args"]) == (session.starts_at, [supporter.pk])
    assert reconcile().certificates_failed == 0
    clock.shift(20 * 60)
    issue_later.call(supporter.pk)
    assert Certificate.objects.get().supporter == supporter


def test_the_request_that_earns_it_leaves_the_drawing_to_the_queue(  # type: ignore[no-untyped-def]
    program, supporter, settings, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    drawn = []
    draw = certificates.certificate_pdf
    monkeypatch.setattr(
        certificates, "certificate_pdf", lambda one: drawn.append(one.pk) or draw(one)
    )
    with django_capture_on_commit_callbacks(execute=True):
        train(supporter, program)
        reassess(supporter, by=None)
    [task] = DBTaskResult.objects.filter(task_path=issue_later.module_path)
    assert (drawn, task.args_kwargs["args"]) == ([], [supporter.pk])
    issue_later.call(supporter.pk)
    assert (len(drawn), Certificate.objects.get().supporter) == (1, supporter)


def test_it_says_which_edition_was_completed_last(program, supporter) -> None:  # type: ignore[no-untyped-def]
    second = rows.edition(program.editions[0].module, 2, on=NOW_DAY - 1)
    train(supporter, program)
    rows.completion(supporter, second, NOW_DAY)
    certificate = issue_certificate(supporter)
    assert certificate is not None
    assert [part["number"] for part in certificate.editions] == [2, 1]


def test_training_facts_bring_the_certificate_after_the_commit(  # type: ignore[no-untyped-def]
    program, supporter, django_capture_on_commit_callbacks
) -> None:
    train(supporter, program)
    with django_capture_on_commit_callbacks(execute=True):
        reassess(supporter, by=None)
        assert Certificate.objects.count() == 0
    assert Certificate.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_document_that_fails_undoes_nothing_and_is_made_later(monkeypatch, logged_errors) -> None:  # type: ignore[no-untyped-def]
    program, supporter = run_program(), make_supporter("Sam Example")
    with monkeypatch.context() as broken:
        broken.setattr(certificates, "certificate_pdf", _fail)
        with recorded(by=None, why="Attendance marked"):
            train(supporter, program)
            reassess(supporter, by=None)
    assert [record.exc_info[0] for record in logged_errors] == [DocumentFailed]
    assert supporter.person.completions.count() == 2
    assert Certificate.objects.count() == 0
    assert issue_certificate(supporter) is not None


def _fail(certificate: Certificate) -> bytes:
    raise DocumentFailed("A font is missing.")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_issue_one() -> None:
    program, supporter = run_program(), make_supporter("Sam Example")
    train(supporter, program)
    results = at_once(*[lambda: issue_certificate(supporter)] * 2)
    assert [type(result) for result in results] == [Certificate, Certificate]
    assert results[0] == results[1]
    assert Certificate.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_second_look_two_at_once_collide(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    program, supporter = run_program(), make_supporter("Sam Example")
    train(supporter, program)
    claims = certificates._claims_due(supporter)
    monkeypatch.setattr(certificates, "_lock", lambda supporter: None)
    monkeypatch.setattr(certificates, "_claims_due", lambda *asked: claims)
    results = at_once(*[lambda: issue_certificate(supporter)] * 2)
    assert {type(result) for result in results} == {Certificate, IntegrityError}


def test_what_was_issued_never_changes(program, supporter) -> None:  # type: ignore[no-untyped-def]
    certificate = certify(supporter, program)
    stored = Certificate.objects.get(pk=certificate.pk)
    stored.holder = "Somebody Else"
    with pytest.raises(TypeError):
        stored.save()
    again = Certificate.objects.get(pk=certificate.pk)
    again.revoked_on = TODAY
    again.save()
    with pytest.raises(TypeError):
        again.delete()


def test_the_database_too_keeps_one_of_a_sequence(program, supporter) -> None:  # type: ignore[no-untyped-def]
    certificate = certify(supporter, program)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate._base_manager.bulk_create(
            [Certificate(**{**_fields(certificate), "code": new_code()})]
        )
    assert connection.in_atomic_block


def _fields(certificate: Certificate) -> dict:
    names = [f.attname for f in Certificate._meta.concrete_fields if not f.primary_key]
    return {name: getattr(certificate, name) for name in names}


def test_the_holder_downloads_the_stored_bytes_though_the_template_is_broken(  # type: ignore[no-untyped-def]
    program, cast, supporter, as_person, monkeypatch
) -> None:
    certificate = certify(supporter, program)
    monkeypatch.setattr(certificates, "certificate_pdf", _fail)
    monkeypatch.setattr("portal.common.documents.render_pdf", _fail)
    response = as_person(cast.supporter).get(
        reverse("certification:certificate", args=[certificate.pk])
    )
    assert hashlib.sha256(response.content).hexdigest() == certificate.document_hash
    assert response["Content-Type"] == "application/pdf"
    assert f"certificate-{grouped(certificate.code)}.pdf" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("supporter", 200),
        ("other_supporter", 404),
        ("head", 403),
        ("coordinator", 403),
        ("stranger", 403),
    ],
)
def test_nobody_else_downloads_it(program, cast, supporter, as_person, who, status) -> None:  # type: ignore[no-untyped-def]
    certificate = certify(supporter, program)
    address = reverse("certification:certificate", args=[certificate.pk])
    assert as_person(getattr(cast, who)).get(address).status_code == status


def test_a_certificate_that_is_none_is_not_found(program, cast, as_person) -> None:  # type: ignore[no-untyped-def]
    address = reverse("certification:certificate", args=[999_999])
    assert as_person(cast.supporter).get(address).status_code == 404


def test_codes_are_easy_to_read_and_differ() -> None:
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert set("".join(codes)) == set(ALPHABET)
    assert not set(ALPHABET) & set("01OILU")
    assert grouped("7KXM2Q9RHTW4") == "7KXM-2Q9R-HTW4"
    assert as_stored(" 7kxm-2q9r htw4\n") == "7KXM2Q9RHTW4"
    for link in (
        "https://portal.example/verify/7KXM-2Q9R-HTW4/",
        "portal.example/verify/7kxm-2q9r-htw4",
        "Please see <https://portal.example/verify/7KXM-2Q9R-HTW4/?from=mail>.",
        "https://portal.example/verify/7KXM-2Q9R-HTW4#top",
    ):
        assert as_stored(link) == "7KXM2Q9RHTW4"
