"""How many statements each write that people send takes: a later change that asks for more is seen here.

A transaction inside a test is a savepoint, which takes two statements.
"""

import uuid

import pytest
from django.urls import reverse

from certification.enums import StatementKind
from certification.models import Supporter
from curriculum.models import Completion
from curriculum.rules.parts.check import questions_of
from curriculum.rules.shuffling import shuffled
from curriculum.services.learning import mark_read
from curriculum.services.sessions.places import sign_up
from tests import path
from tests.factories import make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(cast):
    return path.run_program(by=cast.coordinator)


@pytest.fixture
def nora(cast, program):
    """A supporter in training."""
    person = make_person("Nora Example", section=cast.cardiology)
    return path.accepted(path.nominated(cast.stranger, person), person)


@pytest.fixture
def costs(django_assert_num_queries):
    """Sends a form as a person, and says how many statements that takes."""

    def sent(person, address, fields, statements):
        client = sign_in(person, fresh=True)
        with django_assert_num_queries(statements):
            answer = client.post(address, fields)
        assert answer.status_code == 302

    return sent


def test_marking_a_section_as_read(program, nora, costs):
    edition = program.editions[0]
    address = reverse("curriculum:part", args=[edition.module.slug, "first"])
    costs(nora.person, address, {"edition": edition.pk}, 12)
    # The bookmark is there from now on.
    costs(nora.person, address, {"edition": edition.pk}, 8)


def test_an_attempt_that_completes_a_module(program, nora, costs):
    edition = program.editions[0]
    mark_read(nora.person, edition=edition, slug="first")
    address = reverse("curriculum:part", args=[edition.module.slug, "check"])
    [question] = questions_of(edition.parts)
    options = shuffled(question["options"], f"{nora.person_id}:{edition.pk}")
    right = [option["id"] for option in options].index("yes")
    fields = {"edition": edition.pk, "token": uuid.uuid4(), "q1": f"{right + 1}"}
    costs(nora.person, address, fields, 22)
    assert Completion.objects.filter(person=nora.person).count() == 1


def test_signing_up(cast, nora, costs):
    session = path.scheduled(cast.facilitator)
    costs(nora.person, reverse("curriculum:sign_up", args=[session.pk]), {}, 12)


def test_marking_attendance(cast, nora, costs):
    session = path.scheduled(cast.facilitator)
    sign_up(session, by=nora.person)
    path.begin(session)
    address = reverse("curriculum:roster", args=[session.pk])
    costs(cast.facilitator, address, {f"p{nora.person_id}-outcome": "attended"}, 27)


def test_signing_good_standing(cast, nora, costs):
    costs(cast.head, *signature("attest", StatementKind.GOOD_STANDING, nora, cast.head), 27)


def test_signing_an_endorsement(cast, program, nora, costs):
    path.certified(nora, program, cast.facilitator)
    costs(cast.head, *signature("endorse", StatementKind.ENDORSEMENT, nora, cast.head), 29)


def signature(name, kind, supporter, signer):
    """The address and the fields of a signature."""
    _section, text = path.shown(kind, Supporter.objects.get(pk=supporter.pk), signer)
    fields = {"printed_name": signer.name, "statement_hash": text.hash}
    return reverse(f"certification:{name}", args=[supporter.pk]), fields
