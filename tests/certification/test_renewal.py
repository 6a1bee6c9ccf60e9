"""A certificate that has ended is renewed by the coordinator: a new one beside the old one."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from certification.models import Certificate
from certification.selectors.certificates import status_of
from certification.selectors.standing import decisions_for
from certification.services.certificates import issue_certificate, renew_certificate
from certification.services.policy import first_policy, put_policy_in_force
from certification.services.standing import reassess
from curriculum.rules.parts.check import questions_of
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.models import OutboxMessage
from portal.common.roles import Role
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


# The second case -----------------------------------------------------------------------------------


def test_two_certificates_are_never_of_one_day_however_short_they_are(cast, course, nora):
    asked = first_policy(course.course)
    asked["certificate"] = replace(asked["certificate"], months=1)
    with at(f"{days(800)}"):
        put_policy_in_force(asked, by=None, why="Certificates for a month")
        short = renew_certificate(nora, by=cast.coordinator)
        # It ends within two months, so it can be renewed; but not on the day of its issue.
        assert renew_certificate(nora, by=cast.coordinator) == short
        assert Certificate.objects.count() == 2
    with at(f"{days(801)}"):
        assert renew_certificate(nora, by=cast.coordinator) != short
    each_of_its_day = Certificate.objects.order_by("pk").values_list("issued_on", flat=True)
    assert list(each_of_its_day) == [TODAY, days(800), days(801)]


def test_another_coordinator_renews_what_was_renewed_already(cast, nora):
    colin = make_person("Colin Example", roles=[Role.COORDINATOR])
    with at(f"{days(800)}"):
        renewed = renew_certificate(nora, by=cast.coordinator)
        OutboxMessage.objects.all().delete()
        assert renew_certificate(nora, by=colin) == renewed
        assert OutboxMessage.objects.count() == 0
    with at(f"{days(801)}"):
        assert refused(nora, colin) == "early"
    assert renewed.history.get().history_user == cast.coordinator


def test_what_was_revoked_stays_so_beside_its_successor_and_the_successors_successor(cast, nora):
    revoked = Certificate.objects.get()
    with recorded(by=None, why="The attendance behind it was corrected"):
        revoked.revoked_on = TODAY
        revoked.save()
        reassess(nora, by=None)
    second = issue_certificate(nora)
    assert second is not None
    assert (second != revoked, second.sequence) == (True, 2)
    with at(f"{days(800)}"):
        third = renew_certificate(nora, by=cast.coordinator)
        found = Certificate.objects.order_by("sequence")
        assert [each.superseded_by for each in found] == [None, third, None]
        assert [status_of(each, today()) for each in found] == ["revoked", "superseded", "valid"]
        assert third.sequence == 3
