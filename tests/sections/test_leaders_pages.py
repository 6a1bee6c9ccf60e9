"""Where the coordinator says who leads a section, and in which section a supporter works."""

import pytest
from django.urls import reverse

from portal.common.models import OutboxMessage
from portal.sections.models import Leadership
from portal.sections.selectors import leaders_of, section_of
from portal.sections.services import end_leadership, join_section
from tests import path
from tests.clock import TODAY, days
from tests.factories import make_person, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(cast, as_person):
    return as_person(cast.coordinator)


def leaders(section):
    return [(tenure.person.name, tenure.kind) for tenure in leaders_of(section)]


def address(section):
    return reverse("sections:leaders", args=[section.slug])


def test_a_leader_is_appointed_by_address(cast, coordinator):
    assert (
        address(cast.cardiology)
        in coordinator.get(cast.cardiology.get_absolute_url()).content.decode()
    )
    given = {"email": cast.stranger.email.upper(), "kind": "leader"}
    assert coordinator.post(address(cast.cardiology), given)["Location"] == address(cast.cardiology)
    assert leaders(cast.cardiology) == [
        ("Hal Example", "head"),
        ("Lea Example", "leader"),
        ("Stan Example", "leader"),
    ]
    kept = Leadership.objects.latest("pk").history.get()
    assert (kept.history_user, kept.history_change_reason) == (
        cast.coordinator,
        "Appointed by the program office",
    )


def test_a_new_head_takes_the_place_of_the_one_before(cast, coordinator):
    coordinator.post(address(cast.cardiology), {"email": cast.stranger.email, "kind": "head"})
    assert leaders(cast.cardiology) == [("Stan Example", "head"), ("Lea Example", "leader")]


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"email": "nobody@hospital.example", "kind": "head"}, "email", "Nobody has an account"),
        ({"email": "no address", "kind": "head"}, "email", "Write an email address like"),
        ({"email": "x@hospital.example"}, "kind", "Choose whether they are head"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(cast, coordinator, given, field, sentence):
    page = coordinator.post(address(cast.cardiology), given)
    assert page.status_code == 200
    assert page.context["form"].errors[field][0].startswith(sentence)
    assert leaders(cast.cardiology) == [("Hal Example", "head"), ("Lea Example", "leader")]


def test_a_tenure_ends_after_being_asked_and_twice_is_once(cast, coordinator):
    tenure = cast.leader.leaderships.get()
    end = reverse("sections:leader_end", args=[cast.cardiology.slug, tenure.pk])
    assert end in coordinator.get(address(cast.cardiology)).content.decode()
    assert "no longer lead this section?" in coordinator.get(end).content.decode()
    for _ in range(2):
        assert coordinator.post(end)["Location"] == address(cast.cardiology)
    tenure.refresh_from_db()
    assert (tenure.until, tenure.history.count()) == (TODAY, 2)
    elsewhere = reverse("sections:leader_end", args=[cast.surgery.slug, tenure.pk])
    assert coordinator.get(elsewhere).status_code == 404


def test_a_tenure_with_a_planned_end_can_be_ended_today(cast, coordinator):
    tenure = cast.leader.leaderships.get()
    end_leadership(tenure, by=None, until=days(30), why="Planned")
    end = reverse("sections:leader_end", args=[cast.cardiology.slug, tenure.pk])
    assert coordinator.get(end).status_code == 200
    coordinator.post(end)
    tenure.refresh_from_db()
    assert tenure.until == TODAY


def test_nobody_but_a_coordinator_keeps_leaders(cast, as_person):
    for person in (cast.head, cast.supporter, cast.facilitator, cast.editor, cast.stranger):
        client = as_person(person)
        assert client.get(address(cast.cardiology)).status_code == 403
        assert (
            "Change who leads"
            not in client.get(cast.cardiology.get_absolute_url()).content.decode()
        )


def test_a_new_leader_hears_who_waits(cast, coordinator):
    path.run_program(by=cast.coordinator)
    lonely = make_section("Neonatology")
    person = make_person("Nora Example", section=lonely)
    path.accepted(path.nominated(cast.stranger, person), person)
    OutboxMessage.objects.all().delete()
    coordinator.post(address(lonely), {"email": cast.head.email, "kind": "leader"})
    told = OutboxMessage.objects.get()
    assert (told.recipient, told.subject) == (cast.head.email, "Colleagues wait for your signature")
    # Those of this section alone, though two of Cardiology wait as well.
    assert "1 colleague there waits for a signature" in " ".join(told.body.split())


class TestMoving:
    @pytest.fixture
    def nora(self, cast):
        path.run_program(by=cast.coordinator)
        person = make_person("Nora Example", section=cast.cardiology)
        return path.accepted(path.nominated(cast.stranger, person), person)

    def test_the_new_section_s_leaders_are_asked(self, cast, nora, coordinator):
        OutboxMessage.objects.all().delete()
        move = reverse("certification:move_section", args=[nora.pk])
        home = reverse("certification:program_supporter", args=[nora.pk])
        assert move in coordinator.get(home).content.decode()
        assert coordinator.post(move, {"section": cast.surgery.pk})["Location"] == home
        assert section_of(nora.person) == cast.surgery
        assert [(m.recipient, m.subject) for m in OutboxMessage.objects.all()] == [
            (cast.other_head.email, "Is Nora Example in good standing?")
        ]
        assert coordinator.post(move, {"section": ""}).context["form"].errors == {
            "section": ["Choose the section in which the person works."]
        }

    def test_a_plan_that_the_move_overtakes_ends_before_it_begins(self, cast, nora):
        join_section(nora.person, section=cast.surgery, by=None, since=days(30), why="Planned")
        lonely = make_section("Neonatology")
        join_section(
            nora.person, section=lonely, by=None, since=days(10), why="Sooner, and elsewhere"
        )
        spans = [(m.section, m.since, m.until) for m in nora.person.memberships.order_by("pk")]
        assert spans[1:] == [(cast.surgery, days(30), days(30)), (lonely, days(10), None)]
        assert [section_of(nora.person, on) for on in (days(9), days(10), days(40))] == [
            cast.cardiology,
            lonely,
            lonely,
        ]
