"""What a machine gave up or somebody left behind is on one page, until it is put right."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from certification.selectors.left_behind import left_behind
from curriculum.models import SessionStaff
from portal.accounts.services import end_access
from portal.common.delivery import GIVEN_UP_AFTER
from portal.common.models import NightlyRun, OutboxMessage
from portal.common.pacing import TOO_MANY
from portal.common.time import now
from portal.sections.models import Leadership
from tests import path
from tests.clock import TODAY, days
from tests.factories import make_person, sign_in

pytestmark = pytest.mark.django_db
EMPTY = "Nothing is left behind"


@pytest.fixture
def page(cast):  # type: ignore[no-untyped-def]
    client: Client = sign_in(cast.coordinator)

    def see() -> str:
        answer = client.get(reverse("certification:attention"))
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    return see


def test_nothing_is_said_to_be_nothing(page) -> None:  # type: ignore[no-untyped-def]
    assert EMPTY in page()


def test_email_that_was_refused_or_given_up_for_a_month(page, clock) -> None:  # type: ignore[no-untyped-def]
    refused = OutboxMessage.objects.create(
        recipient="gone@hospital.example", subject="Your certificate is ready", ended_at=now()
    )
    for said in ({"last_error": TOO_MANY, "ended_at": now()}, {"sent_at": now()}, {}):
        OutboxMessage.objects.create(recipient="fine@hospital.example", subject="x", **said)
    assert list(left_behind(9).emails) == [refused]
    assert "gone@hospital.example, November 23, 2026: “Your certificate is ready”" in page()
    clock.shift(GIVEN_UP_AFTER + dt.timedelta(seconds=1))
    assert [each.recipient for each in left_behind(9).emails] == [
        "gone@hospital.example",
        "fine@hospital.example",
    ]
    clock.shift(dt.timedelta(days=30))
    assert left_behind(9).is_empty


def test_a_section_whose_last_leader_left_while_somebody_is_on_the_path(cast, page) -> None:  # type: ignore[no-untyped-def]
    path.run_program(by=cast.coordinator)
    path.accepted(
        path.nominated(
            cast.stranger, person := make_person("Nora Example", section=cast.cardiology)
        ),
        person,
    )
    assert left_behind(9).sections == []
    for tenure in Leadership.objects.filter(section=cast.cardiology).select_related("person"):
        end_access(tenure.person, by=None, why="Left")
    assert left_behind(9).sections == [cast.cardiology]
    assert "Sections without a leader" in page()
    end_access(person, by=None, why="Left")
    end_access(cast.supporter, by=None, why="Left")
    assert cast.cardiology not in left_behind(9).sections


def test_a_session_whose_facilitator_left(cast, page) -> None:  # type: ignore[no-untyped-def]
    session = path.scheduled(cast.facilitator, minutes_ahead=600, title="Listening")
    assert left_behind(9).sessions == []
    end_access(cast.facilitator, by=None, why="Left")
    assert left_behind(9).sessions == [session]
    assert "Listening</a>, Monday, November 23, 2026, 8:00 p.m. MST" in page()
    SessionStaff._base_manager.filter(session=session).update(person=cast.coordinator)
    assert EMPTY in page()


def test_a_certificate_that_could_not_be_issued(cast, page, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    program = path.run_program(by=cast.coordinator)
    path.learn(cast.supporter, program)
    path.attend(cast.supporter, path.scheduled(cast.facilitator))
    path.accept(cast.supporter, program)
    assert left_behind(9).certificates == [cast.supporter.supporter]
    assert "Sam Example, MD</a>" in page()
    path.issue_certificate(cast.supporter.supporter)
    assert left_behind(9).certificates == []


@pytest.mark.parametrize(("ago", "told"), [(0, False), (1, False), (2, True)])
def test_a_nightly_run_that_did_not_happen(page, ago: int, told: bool) -> None:  # type: ignore[no-untyped-def]
    NightlyRun.objects.create(on=days(-ago), began_at=now(), ended_at=now())
    NightlyRun.objects.create(on=days(-9), began_at=now(), ended_at=now())
    assert left_behind(9).nightly == (TODAY - dt.timedelta(days=ago) if told else None)
    assert ("It was last done on November 21, 2026." in page()) is told


def test_it_costs_as_many_statements_for_many(cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(30):
        OutboxMessage.objects.create(
            recipient=f"p{number}@hospital.example", subject="x", ended_at=now()
        )
    with django_assert_num_queries(5):
        found = left_behind(20)
    assert len(found.emails) == 20
