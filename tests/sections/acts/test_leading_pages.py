"""What the coordinator reads and does on the page of a section's leaders, one visit after another."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from portal.accounts.services import end_access
from portal.sections.models import Leadership, Section
from portal.sections.services import appoint_leader, end_leadership
from tests.clock import TODAY, at, days
from tests.factories import Cast, make_section, sign_in
from tests.said import history_of

pytestmark = pytest.mark.django_db

HEAD, LEADER = Leadership.Kind.HEAD, Leadership.Kind.LEADER


@pytest.fixture
def client(cast: Cast) -> Client:
    return sign_in(cast.coordinator)


def leaders(section: Section) -> str:
    return reverse("sections:leaders", args=[section.slug])


def ending(tenure: Leadership) -> str:
    return reverse("sections:leader_end", args=[tenure.section.slug, tenure.pk])


def said(response) -> list[str]:  # type: ignore[no-untyped-def]
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


def listed(client: Client, section: Section) -> list[str]:
    """The section's leaders as everyone reads them."""
    page = client.get(section.get_absolute_url())
    return [f"{each.person.name}, {each.kind}" for each in page.context["leaders"]]


def words(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(BeautifulSoup(page.content, "html.parser").main.get_text(" ").split())


class TestAppointing:
    @pytest.mark.parametrize(
        ("kind", "sentence", "then"),
        [
            (
                "head",
                "Stan Example is section head of Cardiology, Anschutz from today on.",
                ["Stan Example, head", "Lea Example, leader"],
            ),
            (
                "leader",
                "Stan Example is section leader of Cardiology, Anschutz from today on.",
                ["Hal Example, head", "Lea Example, leader", "Stan Example, leader"],
            ),
        ],
    )
    def test_it_says_who_leads_what_and_everyone_sees_it(
        self, cast: Cast, client: Client, kind: str, sentence: str, then: list[str]
    ) -> None:
        sent = {"email": cast.stranger.email, "kind": kind}
        page = client.post(leaders(cast.cardiology), sent, follow=True)
        assert page.redirect_chain == [(leaders(cast.cardiology), 302)]
        assert said(page) == [sentence]
        assert listed(sign_in(cast.supporter), cast.cardiology) == then

    def test_the_same_form_twice_appoints_once(self, cast: Cast, client: Client) -> None:
        sent = {"email": cast.stranger.email, "kind": "leader"}
        for _ in range(2):
            client.post(leaders(cast.surgery), sent)
        (tenure,) = cast.stranger.leaderships.all()
        assert history_of(tenure) == [("+", cast.coordinator, "Appointed by the program office")]

    def test_a_leader_becomes_head_of_the_section_and_the_head_leaves(
        self, cast: Cast, client: Client
    ) -> None:
        client.post(leaders(cast.cardiology), {"email": cast.leader.email, "kind": "head"})
        assert listed(client, cast.cardiology) == ["Lea Example, head"]
        rows = cast.cardiology.leaderships.order_by("pk").values_list("kind", "until")
        assert list(rows) == [("head", TODAY), ("leader", TODAY), ("head", None)]

    @pytest.mark.parametrize(
        ("typed", "field", "sentence"),
        [
            (
                {"email": "nobody@hospital.example", "kind": "head"},
                "email",
                "Nobody has an account with this address. "
                "Check it, or ask the portal’s operator to open one.",
            ),
            (
                {"email": "nobody", "kind": "head"},
                "email",
                "Write an email address like name@hospital.org.",
            ),
            (
                {"email": "", "kind": "head"},
                "email",
                "Write the email address of who is to lead the section.",
            ),
        ],
    )
    def test_what_was_typed_stays_with_what_is_wrong(
        self, cast: Cast, client: Client, typed: dict, field: str, sentence: str
    ) -> None:
        page = client.post(leaders(cast.cardiology), typed)
        form = page.context["form"]
        assert dict(form.errors) == {field: [sentence]}
        assert (form["email"].value(), form["kind"].value()) == (typed["email"], "head")
        assert listed(client, cast.cardiology) == ["Hal Example, head", "Lea Example, leader"]

    def test_the_address_of_somebody_who_left_is_nobodys(self, cast: Cast, client: Client) -> None:
        end_access(cast.stranger, by=None, why="Left")
        sent = {"email": cast.stranger.email, "kind": "head"}
        errors = client.post(leaders(cast.cardiology), sent).context["form"].errors
        assert errors["email"][0].startswith("Nobody has an account with this address.")
        assert listed(client, cast.cardiology)[0] == "Hal Example, head"


class TestEnding:
    def test_it_asks_first_and_says_what_it_did(self, cast: Cast, client: Client) -> None:
        tenure = cast.leader.leaderships.get()
        client.get(ending(tenure))
        tenure.refresh_from_db()
        assert tenure.until is None
        for _ in range(2):
            page = client.post(ending(tenure), follow=True)
            assert said(page) == ["Lea Example no longer leads Cardiology, Anschutz."]
        tenure.refresh_from_db()
        assert history_of(tenure)[1:] == [("~", cast.coordinator, "Ended by the program office")]
        assert listed(client, cast.cardiology) == ["Hal Example, head"]

    def test_one_who_ended_earlier_is_not_asked_about_again(
        self, cast: Cast, client: Client
    ) -> None:
        tenure = cast.leader.leaderships.get()
        end_leadership(tenure, by=None, until=days(-3), why="Retired")
        page = client.get(ending(tenure), follow=True)
        assert page.redirect_chain == [(leaders(cast.cardiology), 302)]
        tenure.refresh_from_db()
        assert (tenure.until, len(history_of(tenure))) == (days(-3), 2)

    def test_one_whose_end_is_to_come_leads_until_then_or_until_ended(
        self, cast: Cast, client: Client
    ) -> None:
        tenure = cast.leader.leaderships.get()
        end_leadership(tenure, by=None, until=days(9), why="Planned")
        assert listed(client, cast.cardiology) == ["Hal Example, head", "Lea Example, leader"]
        with at(days(9).isoformat()):
            assert listed(sign_in(cast.coordinator), cast.cardiology) == ["Hal Example, head"]
        client.post(ending(tenure))
        assert listed(client, cast.cardiology) == ["Hal Example, head"]

    def test_a_tenure_is_found_under_its_own_section_alone(
        self, cast: Cast, client: Client
    ) -> None:
        tenure = cast.leader.leaderships.get()
        elsewhere = reverse("sections:leader_end", args=[cast.surgery.slug, tenure.pk])
        assert [client.get(elsewhere).status_code, client.post(elsewhere).status_code] == [404, 404]
        tenure.refresh_from_db()
        assert tenure.until is None

    def test_a_head_of_another_section_ends_nobody(self, cast: Cast) -> None:
        tenure = cast.leader.leaderships.get()
        for person in (cast.other_head, cast.head, cast.leader, cast.editor):
            assert sign_in(person).post(ending(tenure)).status_code == 403
        tenure.refresh_from_db()
        assert tenure.until is None


class TestReading:
    def test_a_section_of_one_leads_from_the_list_to_its_leaders(
        self, cast: Cast, client: Client
    ) -> None:
        lonely = make_section("Neonatology", cast.cardiology.campus)
        assert "Nobody leads this section in our list" in words(client, lonely.get_absolute_url())
        appoint_leader(cast.stranger, section=lonely, kind=HEAD, by=None, why="Appointed")
        assert "Section head Stan Example, MD" in words(client, lonely.get_absolute_url())
        page = words(client, reverse("sections:sections"))
        assert "Neonatology Stan Example, MD, section head" in page

    def test_somebody_who_leads_two_sections_stands_in_both(
        self, cast: Cast, client: Client
    ) -> None:
        appoint_leader(cast.head, section=cast.surgery, kind=LEADER, by=None, why="Helps out")
        assert listed(client, cast.surgery) == ["Hope Example, head", "Hal Example, leader"]
        assert listed(client, cast.cardiology)[0] == "Hal Example, head"
        end_access(cast.head, by=None, why="Left")
        assert listed(client, cast.surgery) == ["Hope Example, head"]
        assert listed(client, cast.cardiology) == ["Lea Example, leader"]
