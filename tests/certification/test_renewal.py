"""A certificate that has ended is renewed by the coordinator: a new one beside the old one."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from certification.models import Certificate
from certification.selectors.certificates import status_of
from certification.selectors.standing import decisions_for
from certification.services.certificates import renew_certificate
from curriculum.rules.parts.check import questions_of
from portal.common.errors import Refusal
from portal.common.models import OutboxMessage
from portal.common.time import today
from tests import path
from tests.clock import TODAY, at, days
from tests.curriculum.courses import material
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(cast):
    return path.run_program(by=cast.coordinator)


@pytest.fixture
def nora(cast, course):
    """Certified and endorsed today."""
    person = make_person("Nora Example", section=cast.cardiology)
    supporter = path.accepted(path.nominated(cast.stranger, person), person)
    path.certified(supporter, course, cast.facilitator)
    path.endorse(supporter, cast.head)
    OutboxMessage.objects.all().delete()
    return supporter


def refused(supporter, by):
    with pytest.raises(Refusal) as refusal:
        renew_certificate(supporter, by=by)
    return refusal.value.code


def test_an_ended_certificate_gets_a_successor(cast, nora):
    old = Certificate.objects.get()
    with at(f"{days(800)}"):
        new = renew_certificate(nora, by=cast.coordinator)
        assert renew_certificate(nora, by=cast.coordinator) == new
        assert (new.sequence, new.issued_on) == (2, today())
        old.refresh_from_db()
        assert (old.superseded_by, old.issued_on) == (new, TODAY)
        assert [status_of(each, today()) for each in (old, new)] == ["superseded", "valid"]
        last = nora.ledger.filter(kind="certificate").last()
        assert (last.actor, last.detail["code"]) == (cast.coordinator, new.code)
        assert new.history.get().history_change_reason == "Certificate renewed"
        # The endorsement has lapsed by now, so the leaders are asked for another.
        assert set(OutboxMessage.objects.values_list("recipient", "subject")) >= {
            (nora.person.email, "Your certificate is ready"),
            (cast.head.email, "Nora Example asks for your endorsement again"),
        }


def test_it_can_be_renewed_two_months_before_it_ends_and_no_day_earlier(cast, nora):
    ends = Certificate.objects.get().expires_on
    early = (ends - TODAY).days - 61
    with at(f"{days(early)}"):
        assert refused(nora, cast.coordinator) == "early"
    with at(f"{days(early + 1)}"):
        new = renew_certificate(nora, by=cast.coordinator)
        state = decisions_for([nora.pk], today())[nora.pk].state("certificate")
        # One unbroken stretch, up to the end of the second.
        assert (state.since, state.until) == (TODAY, new.expires_on)


def test_the_training_must_be_complete_as_it_is_asked_today(cast, course, nora):
    with at(f"{days(800)}"):
        edition = material(
            course.editions[0].module, today(), questions=questions_of(course.editions[0].parts)
        )
        assert refused(nora, cast.coordinator) == "training"
        path.answer(nora.person, edition)
        new = renew_certificate(nora, by=cast.coordinator)
        assert [part["number"] for part in new.editions] == [2, 1]


def test_only_who_oversees_the_program_renews(cast, nora, as_person):
    address = reverse("certification:renew", args=[nora.pk])
    with at(f"{days(800)}"):
        for person in (cast.head, cast.facilitator, nora.person, cast.editor):
            with pytest.raises(PermissionDenied):
                renew_certificate(nora, by=person)
            assert as_person(person).get(address).status_code == 403
        client = as_person(cast.coordinator)
        home = reverse("certification:program_supporter", args=[nora.pk])
        assert address in client.get(home).content.decode()
        assert "Renew the certificate?" in client.get(address).content.decode()
        assert client.post(address)["Location"] == home
        assert Certificate.objects.count() == 2
        assert address not in client.get(home).content.decode()


def test_who_was_never_certified_has_nothing_to_renew(cast, course, as_person):
    supporter = cast.supporter.supporter
    assert refused(supporter, cast.coordinator) == "training"
    address = reverse("certification:renew", args=[supporter.pk])
    assert as_person(cast.coordinator).get(address)["Location"] == reverse(
        "certification:program_supporter", args=[supporter.pk]
    )
