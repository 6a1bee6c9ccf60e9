"""What the coordinator does on one person's page: withdraws an endorsement, corrects a name."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.html import strip_tags

from certification.services.accounts import correct_supporters_name
from tests import path
from tests.clock import TODAY
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(cast):
    return path.run_program(by=cast.coordinator)


@pytest.fixture
def nora(cast, course):
    person = make_person("Nora Example", section=cast.cardiology)
    return path.accepted(path.nominated(cast.stranger, person), person)


@pytest.fixture
def see(cast, as_person):
    """The text of a page as the coordinator reads it."""

    def seen(address):
        answer = as_person(cast.coordinator).get(address)
        assert answer.status_code == 200
        return " ".join(strip_tags(answer.content.decode()).split())

    return seen


class TestEndorsement:
    @pytest.fixture
    def endorsed(self, cast, course, nora):
        path.certified(nora, course, cast.facilitator)
        return path.endorse(nora, cast.head)

    def test_the_coordinator_withdraws_it_after_the_password(
        self, cast, nora, endorsed, as_person, see
    ):
        address = reverse("certification:end_endorsement", args=[nora.pk])
        home = reverse("certification:program_supporter", args=[nora.pk])
        assert "Hal Example, MD, through November 22, 2028" in see(home)
        asked = as_person(cast.coordinator).post(address)
        assert asked["Location"].startswith(reverse("account_reauthenticate"))
        client = as_person(cast.coordinator, fresh=True)
        assert "signed it on November 23, 2026" in client.get(address).content.decode()
        endorsed.refresh_from_db()
        assert endorsed.withdrawn_on is None
        for _ in range(2):
            assert client.post(address)["Location"] == home
        endorsed.refresh_from_db()
        assert (endorsed.withdrawn_on, endorsed.history.count()) == (TODAY, 2)
        withdrawal = nora.ledger.get(kind="withdrawal")
        assert (withdrawal.actor, withdrawal.detail["record"]) == (cast.coordinator, endorsed.pk)
        assert f"{cast.coordinator.full_name} withdrew the endorsement." in see(home)

    def test_nobody_else_does(self, cast, nora, endorsed, as_person):
        address = reverse("certification:end_endorsement", args=[nora.pk])
        for person in (cast.head, cast.supporter, cast.facilitator, cast.editor):
            assert as_person(person, fresh=True).post(address).status_code == 403


class TestName:
    def test_the_coordinator_corrects_a_name(self, cast, nora, as_person, see):
        address = reverse("certification:correct_name", args=[nora.pk])
        home = reverse("certification:program_supporter", args=[nora.pk])
        see(home)
        client = as_person(cast.coordinator)
        assert address in client.get(home).content.decode()
        page = client.post(address, {"name": " ", "credentials": "DO"})
        assert page.context["form"].errors == {"name": ["Write the person’s name."]}
        for _ in range(2):
            given = {"name": " Nora  Éxample ", "credentials": "DO"}
            assert client.post(address, given)["Location"] == home
        nora.person.refresh_from_db()
        assert nora.person.full_name == "Nora Éxample, DO"
        assert nora.person.history.count() == 2
        last = nora.person.history.first()
        assert (last.history_user, last.history_change_reason) == (
            cast.coordinator,
            "Name corrected",
        )

    def test_a_certificate_that_waited_for_it_follows(
        self, cast, course, nora, django_capture_on_commit_callbacks
    ):
        path.learn(nora.person, course)
        path.attend(nora.person, path.scheduled(cast.facilitator))
        path.accept(nora.person, course)
        assert not nora.certificates.exists()
        with django_capture_on_commit_callbacks(execute=True):
            correct_supporters_name(
                nora, name="Nora Éxample", credentials="MD", by=cast.coordinator
            )
        assert nora.certificates.get().holder == "Nora Éxample, MD"

    def test_nobody_else_does(self, cast, nora, as_person):
        address = reverse("certification:correct_name", args=[nora.pk])
        for person in (cast.head, cast.facilitator, cast.editor, nora.person):
            assert as_person(person).get(address).status_code == 403
            with pytest.raises(PermissionDenied):
                correct_supporters_name(nora, name="Somebody Else", credentials="", by=person)
