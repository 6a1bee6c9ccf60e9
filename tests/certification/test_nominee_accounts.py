"""The account that a nominee lacks: opened by the coordinator, or found to be there by now."""

import pytest

from certification.models import Nomination
from certification.services.accounts import open_account_for
from certification.services.nominations import close_nomination, link_nominations, nominate
from portal.accounts.models import Person
from tests.certification.test_nomination_acts import NOMINATED
from tests.certification.test_nominations import ADDRESS, NEW
from tests.certification.traces import emails, forget_emails, letter_to, reasons, refusal_of
from tests.clock import TODAY
from tests.factories import make_person


@pytest.fixture
def unknown(cast):  # type: ignore[no-untyped-def]
    nomination = nominate(**NEW, by=cast.head)
    forget_emails()
    return nomination


def test_an_account_opened_for_a_nominee(cast, unknown) -> None:  # type: ignore[no-untyped-def]
    person = open_account_for(unknown, section=cast.surgery, by=cast.coordinator, credentials="RN")
    unknown.refresh_from_db()
    assert (person.email, person.full_name) == (ADDRESS, "New Colleague, RN")
    assert (unknown.nominee, unknown.status) == (person, "open")
    assert not person.has_usable_password()
    assert reasons(person) == [(cast.coordinator, "Account opened for a nominee")]
    membership = person.memberships.get()
    assert (membership.section, membership.since) == (cast.surgery, TODAY)
    assert reasons(membership) == [(cast.coordinator, "Section chosen when the account was opened")]
    assert reasons(unknown)[1:] == [(cast.coordinator, "The nominee has an account now")]


def test_the_invitation_says_by_whom_and_for_how_long_the_link_works(cast, unknown) -> None:  # type: ignore[no-untyped-def]
    person = open_account_for(
        unknown, section=cast.surgery, by=cast.coordinator, name="Nell Colleague"
    )
    assert emails() == [(ADDRESS, "A colleague nominated you as a peer supporter")]
    greeting, sentence, _account, link, _late = letter_to(person)
    assert (greeting, sentence) == ("Dear Nell Colleague,", NOMINATED)
    assert link.startswith("Choose a password (the link works once, for 3 days): http")
    assert person.credentials == ""


def test_an_account_that_cannot_be_opened_in_words(cast, unknown) -> None:  # type: ignore[no-untyped-def]
    given = {"section": cast.surgery, "by": cast.coordinator}
    closed = nominate(**{**NEW, "email": "other@hospital.example"}, by=cast.head)
    assert closed is not None
    close_nomination(closed, by=cast.coordinator)
    assert refusal_of(open_account_for, closed, **given) == (
        "answered",
        None,
        "This nomination was answered or closed already.",
    )
    open_account_for(unknown, **given)
    assert refusal_of(open_account_for, unknown, **given) == (
        "has_account",
        None,
        "New Colleague has an account already, and can answer.",
    )
    assert Person.objects.filter(email="other@hospital.example").count() == 0


def test_an_account_opened_elsewhere_gets_the_nomination_and_keeps_its_section(
    cast, unknown
) -> None:  # type: ignore[no-untyped-def]
    person = make_person("New Colleague", email=ADDRESS, section=cast.cardiology)
    # As if neither had seen the other.
    Nomination._base_manager.update(nominee=None)
    forget_emails()
    found = open_account_for(unknown, section=cast.surgery, by=cast.coordinator)
    unknown.refresh_from_db()
    assert (found, unknown.nominee) == (person, person)
    assert [each.section for each in person.memberships.all()] == [cast.cardiology]
    assert emails() == [(ADDRESS, "A colleague nominated you as a peer supporter")]
    assert reasons(unknown)[-1] == (cast.coordinator, "The nominee has an account now")


def test_only_open_nominations_of_that_address_are_linked(cast, unknown) -> None:  # type: ignore[no-untyped-def]
    closed = nominate(**NEW, by=cast.leader)
    assert closed is not None
    close_nomination(closed, by=cast.coordinator)
    nominate(name="Other Colleague", email="other@hospital.example", by=cast.head)
    forget_emails()
    person = make_person("New Colleague", email=ADDRESS.upper())
    assert [each.nominee for each in Nomination.objects.order_by("pk")] == [person, None, None]
    assert emails() == [(person.email, "A colleague nominated you as a peer supporter")]
    assert link_nominations(person, by=None) == []
    assert len(emails()) == 1
