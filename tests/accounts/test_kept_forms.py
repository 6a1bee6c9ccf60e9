"""What was sent before its sender had signed in (again) is kept, for them alone and for some minutes."""

import datetime as dt
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from certification.models import Attestation, Nomination
from portal.common.housekeeping import clear_away
from portal.common.kept_forms import LARGEST, SECONDS
from portal.common.time import now
from tests.certification.program import run_program
from tests.factories import PASSWORD, make_person, sign_in

pytestmark = pytest.mark.django_db

NOMINATE = "/nominate/"
FORM = {"name": "New Colleague", "email": "new.colleague@hospital.example"}


def run_out(client: Client) -> None:
    """The sign-in of this browser ends, as it does after twelve hours."""
    key = client.cookies["sessionid"].value
    Session.objects.filter(pk=key).update(expire_date=now() - dt.timedelta(seconds=1))


def signing_in(client: Client, asked, person):  # type: ignore[no-untyped-def]
    """The page after the sign-in that `asked` led to."""
    return client.post(
        asked["Location"], {"login": person.email, "password": PASSWORD}, follow=True
    )


def send(client: Client, page):  # type: ignore[no-untyped-def]
    """Press the button of the page that asks."""
    form = BeautifulSoup(page.content, "html.parser").main.form
    fields = {field["name"]: field["value"] for field in form.find_all("input")}
    return client.post(form["action"], fields)


class TestSignInRanOut:
    def test_the_form_is_offered_again_after_the_sign_in(self) -> None:
        person = make_person()
        client = sign_in(person)
        run_out(client)
        asked = client.post(NOMINATE, FORM)
        assert asked["Location"].startswith("/accounts/login/?next=/nominate/%3Fresume%3D")
        assert "kept for an hour" in client.get(asked["Location"]).content.decode()
        page = signing_in(client, asked, person)
        assert "Send it now?" in page.content.decode()
        assert not Nomination.objects.exists()
        assert send(client, page)["Location"] == NOMINATE
        assert Nomination.objects.get().nominee_name == "New Colleague"

    def test_it_says_what_was_written_survives_a_reload_and_is_sent_once(self) -> None:
        person = make_person()
        client = sign_in(person)
        run_out(client)
        page = signing_in(client, client.post(NOMINATE, FORM), person)
        address = page.redirect_chain[-1][0]
        for again in (page, client.get(address)):
            text = again.content.decode()
            assert "Send it now?" in text
            assert "new.colleague@hospital.example</dd>" in re.sub(r"\s+", "", text)
        send(client, page)
        assert "Send it now?" not in client.get(address).content.decode()
        assert Nomination.objects.count() == 1

    def test_forms_of_two_tabs_are_both_kept_whatever_was_opened_before(self) -> None:
        person = make_person()
        client = sign_in(person)
        run_out(client)
        assert client.get("/my/", follow=True).status_code == 200
        first = client.post(NOMINATE, FORM)
        second = client.post(NOMINATE, FORM | {"name": "Other Colleague"})
        page = signing_in(client, first, person)
        assert "New Colleague" in page.content.decode()
        address = parse_qs(urlsplit(second["Location"]).query)["next"][0]
        assert "Other Colleague" in client.get(address).content.decode()

    def test_who_signed_out_elsewhere_is_told_that_nothing_was_saved(self) -> None:
        client = sign_in(make_person())
        Session.objects.all().delete()
        asked = client.post(NOMINATE, FORM, follow=True)
        assert "nothing was saved" in asked.content.decode()

    def test_what_is_kept_goes_at_the_next_sign_in_or_in_the_night(self, clock) -> None:  # type: ignore[no-untyped-def]
        client = sign_in(make_person())
        run_out(client)
        signing_in(client, client.post(NOMINATE, FORM), make_person())
        assert client.session["kept_forms"] == {}
        other = sign_in(make_person())
        run_out(other)
        other.post(NOMINATE, FORM)
        assert (clear_away().kept, len(other.session["kept_forms"])) == (0, 1)
        clock.shift(SECONDS + 1)
        assert (clear_away().kept, other.session["kept_forms"]) == (1, {})

    def test_somebody_else_at_the_same_browser_gets_nothing_of_it(self) -> None:
        client = sign_in(make_person())
        run_out(client)
        page = signing_in(client, client.post(NOMINATE, FORM), make_person())
        assert page.status_code == 200
        assert "New Colleague" not in page.content.decode()
        assert "Send it now?" not in page.content.decode()

    def test_it_is_gone_after_an_hour(self, clock) -> None:  # type: ignore[no-untyped-def]
        person = make_person()
        client = sign_in(person)
        run_out(client)
        asked = client.post(NOMINATE, FORM)
        clock.shift(SECONDS + 1)
        assert "Send it now?" not in signing_in(client, asked, person).content.decode()

    @pytest.mark.parametrize("fields", [FORM | {"name": "x" * LARGEST}])
    def test_what_is_too_long_is_not_kept(self, fields) -> None:  # type: ignore[no-untyped-def]
        client = sign_in(make_person())
        run_out(client)
        assert client.post(NOMINATE, fields)["Location"] == f"/accounts/login/?next={NOMINATE}"

    def test_of_a_visitor_nothing_is_kept(self) -> None:
        client = Client()
        assert client.post(NOMINATE, FORM)["Location"] == f"/accounts/login/?next={NOMINATE}"
        assert not Session.objects.exists()

    def test_a_role_that_was_lost_meanwhile_is_asked_again(self, cast) -> None:  # type: ignore[no-untyped-def]
        client = sign_in(cast.coordinator)
        run_out(client)
        address = reverse("certification:hold_new", args=[cast.supporter.supporter.pk])
        asked = client.post(address, {"since": "2026-11-23"})
        cast.coordinator.role_assignments.get().history.all()
        for assignment in cast.coordinator.role_assignments.all():
            assignment.until = assignment.since
            assignment.save()
        assert signing_in(client, asked, cast.coordinator).status_code == 403


class TestPasswordAskedOnceMore:
    @pytest.fixture
    def asking(self, cast):  # type: ignore[no-untyped-def]
        """The head's browser, and what it sends to attest the good standing of two colleagues."""
        run_program()
        return sign_in(cast.head), [
            reverse("certification:attest", args=[person.supporter.pk])
            for person in (cast.supporter, cast.other_supporter)
        ]

    def post(self, client: Client, address: str):  # type: ignore[no-untyped-def]
        statement = client.get(address).context["statement"]
        return client.post(
            address, {"printed_name": "Hal Example", "statement_hash": statement.hash}
        )

    def confirm(self, client: Client, asked):  # type: ignore[no-untyped-def]
        return client.post(asked["Location"], {"password": PASSWORD}, follow=True)

    def test_two_tabs_keep_a_form_each(self, cast, asking) -> None:  # type: ignore[no-untyped-def]
        client, addresses = asking
        asked = [self.post(client, address) for address in addresses[:1] * 2]
        assert not Attestation.objects.exists()
        for each in asked:
            self.confirm(client, each)
        assert Attestation.objects.get().supporter == cast.supporter.supporter

    def test_an_abandoned_signature_is_not_made_by_looking_at_its_page(self, asking) -> None:  # type: ignore[no-untyped-def]
        client, addresses = asking
        self.post(client, addresses[0])
        client.post(f"/accounts/confirm/?next={addresses[0]}", {"password": PASSWORD})
        assert client.get(addresses[0]).status_code == 200
        assert not Attestation.objects.exists()

    def test_it_is_forgotten_after_ten_minutes(self, asking, clock) -> None:  # type: ignore[no-untyped-def]
        client, addresses = asking
        asked = self.post(client, addresses[0])
        clock.shift(SECONDS + 1)
        assert self.confirm(client, asked).status_code == 200
        assert not Attestation.objects.exists()

    def test_the_session_holds_the_fields_and_nothing_of_the_browser(self, asking) -> None:  # type: ignore[no-untyped-def]
        client, addresses = asking
        self.post(client, addresses[0])
        [kept] = client.session["kept_forms"].values()
        assert set(kept) == {"at", "path", "sender", "confirmed", "fields"}
        assert set(kept["fields"]) == {"printed_name", "statement_hash"}

    def test_who_leads_no_more_signs_no_more(self, cast, asking) -> None:  # type: ignore[no-untyped-def]
        client, addresses = asking
        asked = self.post(client, addresses[0])
        tenure = cast.head.leaderships.get()
        tenure.until = tenure.since
        tenure.save()
        assert self.confirm(client, asked).status_code == 403
        assert not Attestation.objects.exists()

    @pytest.mark.parametrize(("seconds", "signs"), [(299, True), (301, False)])
    def test_a_sign_in_counts_for_five_minutes(self, cast, asking, clock, seconds, signs) -> None:  # type: ignore[no-untyped-def]
        _, addresses = asking
        client = Client()
        client.post("/accounts/login/", {"login": cast.head.email, "password": PASSWORD})
        clock.shift(seconds)
        answer = self.post(client, addresses[0])
        assert answer["Location"].startswith("/accounts/confirm/") is not signs
        assert Attestation.objects.exists() is signs
