"""Emails about what time and editors bring: an edition to look at again, a standing that lapsed."""

import pytest

from certification.models import Certificate, LedgerEntry
from certification.services.reconciling import reconcile
from certification.services.standing import reassess
from curriculum.enums import Change
from curriculum.services.courses import ensure_module, retire_module
from curriculum.services.editions import Publication, publish_expectations
from portal.accounts.services import end_access
from portal.common.models import OutboxMessage
from tests import path
from tests.certification.test_standing import publish_later
from tests.clock import TODAY, at, days
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(cast):
    return path.run_program(by=cast.coordinator)


@pytest.fixture
def nora(cast, program):
    """An active supporter; nothing waits in the outbox."""
    supporter = path.active_supporter(
        make_person("Nora Example", section=cast.cardiology), program, cast
    )
    OutboxMessage.objects.all().delete()
    return supporter


def told():
    return {(m.recipient, m.subject) for m in OutboxMessage.objects.all()}


def test_a_material_edition_is_told_to_who_finished_the_one_before(cast, program, nora):
    path.answer(cast.supporter, program.editions[0])
    path.answer(cast.head, program.editions[0])
    gone = path.accepted(path.nominated(cast.stranger, cast.editor), cast.editor)
    path.answer(gone.person, program.editions[0])
    end_access(gone.person, by=None, why="Left")
    OutboxMessage.objects.all().delete()
    publish_later(program.editions[0], due_on=days(9), by=cast.editor)
    assert told() == {
        (person.email, "Something in the training changed")
        for person in (cast.supporter, nora.person)
    }
    body = OutboxMessage.objects.filter(recipient=nora.person.email).get().body
    assert "“Listening, again”, which you finished, has changed: The text changed." in body
    assert "Please look at it before December 2, 2026." in body


def test_a_minor_edition_is_told_to_nobody(cast, program, nora):
    publish_later(program.editions[0], due_on=None, by=cast.editor, change=Change.MINOR)
    assert told() == set()


def test_a_new_module_is_told_to_who_began_the_course(cast, program, nora):
    module = ensure_module(program.course, slug="pausing", title="Pausing", position=3, by=None)
    path.publish_module(module.slug, "Pausing", by=cast.editor)
    assert told() == {(nora.person.email, "Something in the training changed")}
    assert "The training has a new module: Pausing." in OutboxMessage.objects.get().body


def test_new_expectations_are_told_to_who_signed(cast, program, nora):
    publish_expectations(
        title="Expectations",
        intro="As a peer supporter I undertake to:",
        items=["attend", "listen"],
        meaning="Acceptance",
        said=Publication(Change.MATERIAL, "Shorter.", days(30)),
        by=cast.editor,
    )
    assert told() == {(nora.person.email, "The expectations changed")}


def test_who_lapses_by_a_date_is_told_and_the_leaders_are_asked(cast, nora):
    with at(f"{days(731)}"):
        reconcile()
        assert (nora.person.email, "About your standing as a peer supporter") in told()
        assert (cast.head.email, "Is Nora Example still in good standing?") in told()
        # The certificate has ended too, and an endorsement waits for the next one.
        assert (cast.head.email, "Nora Example asks for your endorsement") not in told()
        OutboxMessage.objects.all().delete()
        reconcile()
        assert told() == set()


def test_who_lapses_by_somebodys_act_hears_of_the_act_alone(cast, program, nora):
    publish_later(program.editions[0], due_on=TODAY, by=cast.editor)
    assert LedgerEntry.objects.latest("pk").standing == "lapsed"
    assert told() == {(nora.person.email, "Something in the training changed")}


def test_a_course_that_asks_for_less_brings_the_certificate(
    cast, program, django_capture_on_commit_callbacks
):
    supporter = cast.supporter.supporter
    reassess(supporter, by=None)
    path.answer(cast.supporter, program.editions[0])
    path.attend(cast.supporter, path.scheduled(cast.facilitator))
    path.accept(cast.supporter, program)
    with django_capture_on_commit_callbacks(execute=True):
        retire_module(program.editions[1].module, by=cast.editor)
    assert Certificate.objects.get().supporter == supporter
