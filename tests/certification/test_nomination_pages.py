"""Answering a nomination on its page, and opening the account that a nominee lacks."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from certification.models import Nomination
from certification.services.accounts import open_account_for
from certification.services.nominations import decline_nomination, nominate
from portal.accounts.models import Person
from portal.accounts.services import end_access
from portal.common.models import OutboxMessage
from portal.sections.selectors import section_of
from tests.certification import rows
from tests.certification.program import run_program
from tests.certification.test_nominations import ADDRESS, mails, nomination_of, refused
from tests.clock import NOW
from tests.factories import make_person

# The pages -----------------------------------------------------------------------------------------


def test_the_nominee_accepts_on_the_page(cast, as_person) -> None:  # type: ignore[no-untyped-def]
    run_program()
    made = nomination_of(cast.stranger, cast.head)
    address, client = reverse("certification:nomination", args=[made.pk]), as_person(cast.stranger)
    page = client.get(address).content.decode()
    assert "Hal Example" in page
    response = client.post(address, {"answer": "accept"})
    assert (response.status_code, response["Location"]) == (302, reverse("certification:path"))
    assert client.post(address, {"answer": "decline"})["Location"] == address
    assert "You accepted on November 23, 2026" in client.get(address).content.decode()
    assert Nomination.objects.get().status == "accepted"


def test_the_nominee_declines_on_the_page(cast, as_person) -> None:  # type: ignore[no-untyped-def]
    made = nomination_of(cast.stranger, cast.head)
    address, client = reverse("certification:nomination", args=[made.pk]), as_person(cast.stranger)
    assert client.post(address, {"answer": "perhaps"}).status_code == 200
    assert Nomination.objects.get().status == "open"
    page = client.post(address, {"answer": "decline"}, follow=True).content.decode()
    assert "You declined on November 23, 2026, and that is fine." in page


@pytest.mark.parametrize("who", ["head", "coordinator", "supporter"])
def test_a_nomination_is_seen_by_its_nominee_alone(cast, as_person, who) -> None:  # type: ignore[no-untyped-def]
    made = nomination_of(cast.stranger, cast.head)
    address = reverse("certification:nomination", args=[made.pk])
    for act in (as_person(getattr(cast, who)).get, as_person(getattr(cast, who)).post):
        assert act(address, {"answer": "accept"}).status_code == 404
    assert as_person(cast.stranger).get(address).status_code == 200


# The account that a nominee lacks ------------------------------------------------------------------


def test_the_coordinator_opens_an_account_and_the_nominee_signs_in_by_the_link(
    cast, client
) -> None:  # type: ignore[no-untyped-def]
    made = nominate(name="New Colleague", email=ADDRESS, by=cast.head)
    assert made is not None
    person = open_account_for(made, section=cast.surgery, by=cast.coordinator, credentials="DO")
    made.refresh_from_db()
    assert (made.nominee, section_of(person)) == (person, cast.surgery)
    assert not person.has_usable_password()
    [mail] = OutboxMessage.objects.filter(recipient=ADDRESS)
    link = re.search(r"https?://[^/]+(/\S+)", mail.body)
    assert link is not None
    form = client.get(link[1], follow=True)
    phrase = "quiet harbor at dawn"
    client.post(form.redirect_chain[-1][0], {"password1": phrase, "password2": phrase})
    assert client.login(username=ADDRESS, password=phrase)
    page = client.get(reverse("certification:nomination", args=[made.pk]))
    assert page.status_code == 200


def test_an_account_opened_otherwise_finds_its_nominations(cast) -> None:  # type: ignore[no-untyped-def]
    made = nominate(name="New Colleague", email=ADDRESS.upper(), by=cast.head)
    assert made is not None
    person = make_person("New Colleague", email=ADDRESS)
    made.refresh_from_db()
    assert made.nominee == person
    assert (ADDRESS, "A colleague nominated you as a peer supporter") in mails()


def test_what_opening_an_account_refuses(cast) -> None:  # type: ignore[no-untyped-def]
    made = nominate(name="New Colleague", email=ADDRESS, by=cast.head)
    act = {"section": cast.surgery, "by": cast.coordinator}
    assert refused(open_account_for, made, **act, name=" ") == "name"
    with pytest.raises(PermissionDenied):
        open_account_for(made, section=cast.surgery, by=cast.head)
    person = open_account_for(made, **act)
    assert refused(open_account_for, made, **act) == "has_account"
    decline_nomination(Nomination.objects.get(pk=made.pk), by=person)
    assert refused(open_account_for, made, **act) == "answered"


def test_the_address_of_somebody_who_left_is_taken(cast) -> None:  # type: ignore[no-untyped-def]
    end_access(cast.stranger, by=None, why="Left")
    made = nominate(name="Stan Example", email=cast.stranger.email, by=cast.head)
    assert made is not None
    assert made.nominee is None
    act = {"section": cast.surgery, "by": cast.coordinator}
    assert refused(open_account_for, made, **act) == "taken"


def test_the_coordinators_page_opens_it_once(cast, as_person) -> None:  # type: ignore[no-untyped-def]
    made = nominate(name="New Colleague", email=ADDRESS, by=cast.head)
    assert made is not None
    address, client = (
        reverse("certification:program_nomination", args=[made.pk]),
        as_person(cast.coordinator),
    )
    assert "New Colleague" in client.get(address).content.decode()
    given = {"name": "New B. Colleague", "credentials": "MD", "section": ""}
    assert client.post(address, given).context["form"].errors == {
        "section": ["Choose the section in which the person works."]
    }
    response = client.post(address, {**given, "section": cast.surgery.pk})
    assert response["Location"] == reverse("certification:program")
    assert Person.objects.get(email=ADDRESS).full_name == "New B. Colleague, MD"
    again = client.post(address, {**given, "section": cast.surgery.pk}, follow=True)
    assert again.redirect_chain == [(reverse("certification:program"), 302)]
    assert "New B. Colleague has an account, and can answer." in again.content.decode()
    assert Person.objects.filter(email=ADDRESS).count() == 1
    person = Person.objects.get(email=ADDRESS)
    decline_nomination(Nomination.objects.get(pk=made.pk), by=person)
    page = client.get(address, follow=True).content.decode()
    assert "The nomination of New Colleague is answered." in page
    assert as_person(cast.head).get(address).status_code == 403


def test_an_account_that_was_opened_at_the_same_moment_gets_the_nomination(cast) -> None:  # type: ignore[no-untyped-def]
    person = make_person("New Colleague", email=ADDRESS)
    # As if neither had seen the other.
    made = rows.row(
        Nomination,
        nominee_name="New Colleague",
        nominee_email=ADDRESS,
        nominator=cast.head,
        nominated_at=NOW,
    )
    assert open_account_for(made, section=cast.surgery, by=cast.coordinator) == person
    made.refresh_from_db()
    assert made.nominee == person
    assert Person.objects.filter(email=ADDRESS).count() == 1


# Closing -------------------------------------------------------------------------------------------


def test_the_coordinator_closes_a_mistake_after_being_asked(cast, as_person) -> None:  # type: ignore[no-untyped-def]
    made = nomination_of(cast.stranger, cast.head)
    client, nominee = as_person(cast.coordinator), as_person(cast.stranger)
    one = reverse("certification:program_nomination", args=[made.pk])
    close = reverse("certification:nomination_close", args=[made.pk])
    assert one in client.get(reverse("certification:program")).content.decode()
    page = client.get(one).content.decode()
    assert "has not answered yet" in page
    assert close in page
    assert client.get(close).status_code == 200
    assert Nomination.objects.get().status == "open"
    done = client.post(close, follow=True)
    assert done.redirect_chain == [(reverse("certification:program"), 302)]
    assert "The nomination of Stan Example is closed." in done.content.decode()
    for again in (client.post(close, follow=True), client.get(one, follow=True)):
        assert "The nomination of Stan Example was closed." in again.content.decode()
    address = reverse("certification:nomination", args=[made.pk])
    assert "closed this nomination on November 23, 2026" in nominee.get(address).content.decode()
    nominee.post(address, {"answer": "accept"})
    assert Nomination.objects.get().status == "closed"


def test_a_nominee_with_an_account_is_sent_no_second_account(cast, as_person) -> None:  # type: ignore[no-untyped-def]
    made = nomination_of(cast.stranger, cast.head)
    address = reverse("certification:program_nomination", args=[made.pk])
    done = as_person(cast.coordinator).post(address, {"name": "X"}, follow=True)
    assert "Stan Example has an account, and can answer." in done.content.decode()
    assert as_person(cast.head).get(address).status_code == 403
