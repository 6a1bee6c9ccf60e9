"""Signing the expectations: the service and the page."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from curriculum.models import Acceptance
from curriculum.selectors.expectations import expectations_state
from curriculum.services.editions import Publication
from curriculum.services.expectations import accept_expectations
from curriculum.signals import learned
from portal.common.errors import Refusal, Stale
from portal.common.signatures import fingerprint
from tests.clock import NOW, TODAY, at, days
from tests.curriculum.courses import make_expectations

pytestmark = pytest.mark.django_db
ADDRESS = "/my/expectations/"


def newer(title="Our expectations", change="material", due=7):
    material = Publication(change, "A ninth item.", days(due))
    return make_expectations(title, material if change == "material" else Publication(change))


def page(response, status=200) -> str:
    assert response.status_code == status
    return response.content.decode()


def test_a_signature_binds_the_exact_text(cast):
    heard = []

    def hear(sender, person, by, **_):
        heard.append((person, by))

    learned.connect(hear)
    edition = make_expectations()
    signed = accept_expectations(
        cast.supporter, edition_id=edition.pk, printed_name="  sam   EXAMPLE "
    )
    assert signed.statement == "Expectations\n\nI undertake:\n\n1. I attend.\n2. I listen."
    assert signed.statement_hash == fingerprint(signed.statement)
    assert (signed.edition, signed.meaning) == (edition, "I accept these expectations.")
    assert (signed.printed_name, signed.signed_at, signed.signed_on) == (
        "sam EXAMPLE",
        NOW,
        TODAY,
    )
    assert (
        accept_expectations(cast.supporter, edition_id=edition.pk, printed_name="anything")
        == signed
    )
    assert heard == [(cast.supporter, cast.supporter)]
    learned.disconnect(hear)


@pytest.mark.parametrize("name", ["Sam", "Sue Example", ""])
def test_another_name_is_refused(cast, name):
    edition = make_expectations()
    with pytest.raises(Refusal) as refused:
        accept_expectations(cast.supporter, edition_id=edition.pk, printed_name=name)
    assert (refused.value.code, refused.value.field) == ("name", "printed_name")
    assert accept_expectations(
        cast.supporter, edition_id=edition.pk, printed_name="Sam Example, MD"
    )


def test_only_supporters_sign(cast):
    edition = make_expectations()
    for person in (cast.stranger, cast.coordinator, cast.head):
        with pytest.raises(PermissionDenied):
            accept_expectations(person, edition_id=edition.pk, printed_name=person.name)
    assert not Acceptance.objects.exists()


def test_what_was_shown_must_still_be_the_newest(cast):
    edition = make_expectations()
    newest = newer()
    with pytest.raises(Stale):
        accept_expectations(cast.supporter, edition_id=edition.pk, printed_name="Sam Example")
    for number in (10**9, 10**40, -1):
        with pytest.raises(Refusal) as refused:
            accept_expectations(cast.supporter, edition_id=number, printed_name="Sam Example")
        assert refused.value.code == "unknown"
    assert (
        accept_expectations(
            cast.supporter, edition_id=newest.pk, printed_name="Sam Example"
        ).edition
        == newest
    )


def test_a_material_edition_asks_again_by_its_date(cast):
    first = make_expectations()
    assert expectations_state(cast.supporter).must_sign
    accept_expectations(cast.supporter, edition_id=first.pk, printed_name="Sam Example")
    state = expectations_state(cast.supporter)
    assert (state.must_sign, state.counts, state.until) == (False, True, None)
    newer("Said better", change="minor")
    assert not expectations_state(cast.supporter).must_sign
    last = newer()
    state = expectations_state(cast.supporter)
    assert (state.edition, state.must_sign, state.counts) == (last, True, True)
    assert (state.until, state.changes) == (days(7), ("A ninth item.",))
    with at(days(7).isoformat()):
        state = expectations_state(cast.supporter)
        assert (state.must_sign, state.counts) == (True, False)


def test_reading_and_signing_on_the_page(cast, as_person):
    client = as_person(cast.supporter, fresh=True)
    assert "There is nothing to sign yet" in page(client.get(ADDRESS))
    edition = make_expectations()
    text = page(client.get(ADDRESS))
    assert "<li>I attend.</li>" in text
    assert "Sign the expectations" in text
    sent = {"edition": edition.pk, "printed_name": "Sam Example"}
    for _ in range(2):
        assert client.post(ADDRESS, sent)["Location"] == ADDRESS
    assert Acceptance.objects.count() == 1
    text = page(client.get(ADDRESS))
    assert "You signed this on Monday, November 23, 2026, 10:00 a.m. MST as Sam Example." in text
    assert "<li>I listen.</li>" in text
    assert "<button" not in text.partition("<main")[2].partition("</main>")[0]


def test_a_wrong_name_is_told_at_its_field_and_kept(cast, as_person):
    client = as_person(cast.supporter, fresh=True)
    edition = make_expectations()
    sent = {"edition": edition.pk, "printed_name": "Samuel Example"}
    text = page(client.post(ADDRESS, sent))
    assert "Write your name as it stands in your account: Sam Example." in text
    assert 'value="Samuel Example"' in text
    assert "Write your name to sign." in page(client.post(ADDRESS, sent | {"printed_name": " "}))
    assert not Acceptance.objects.exists()


def test_a_stale_page_shows_the_newer_text_and_keeps_the_name(cast, as_person):
    client = as_person(cast.supporter, fresh=True)
    old = make_expectations()
    newest = newer()
    text = page(client.post(ADDRESS, {"edition": old.pk, "printed_name": "Sam Example"}))
    assert "The expectations changed while you read them." in text
    assert "<h1>Our expectations</h1>" in text
    assert 'value="Sam Example"' in text
    assert f'name="edition" value="{newest.pk}"' in text
    assert not Acceptance.objects.exists()


def test_what_must_be_signed_again_says_why_and_by_when(cast, as_person):
    first = make_expectations()
    accept_expectations(cast.supporter, edition_id=first.pk, printed_name="Sam Example")
    newer()
    text = page(as_person(cast.supporter).get(ADDRESS))
    assert "You signed edition 1 on November 23, 2026. It counts until November 30, 2026" in text
    assert "What changed: A ninth item." in text


def test_signing_needs_a_fresh_sign_in_and_loses_nothing(cast, as_person):
    client = as_person(cast.supporter)
    edition = make_expectations()
    page(client.get(ADDRESS))
    response = client.post(ADDRESS, {"edition": edition.pk, "printed_name": "Sam Example"})
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert not Acceptance.objects.exists()
    response = client.post(response["Location"], {"password": "a long enough phrase"}, follow=True)
    assert response.redirect_chain[-1][0] == ADDRESS
    assert Acceptance.objects.get().person == cast.supporter


def test_a_wrong_name_can_be_corrected_after_the_password_was_asked(cast, as_person):
    """The page is then shown at the address that asked for the password; its form must lead back to its own."""
    client = as_person(cast.supporter)
    edition = make_expectations()
    asked = client.post(ADDRESS, {"edition": edition.pk, "printed_name": "Sam"})
    text = page(client.post(asked["Location"], {"password": "a long enough phrase"}, follow=True))
    assert "Write your name as it stands in your account: Sam Example." in text
    assert f'<form method="post" action="{ADDRESS}" novalidate>' in text


def test_who_may_open_the_page(cast, as_person):
    make_expectations()
    for person in (cast.stranger, cast.coordinator, cast.head, cast.facilitator, cast.editor):
        page(as_person(person).get(ADDRESS), 403)
    page(as_person(cast.supporter).get(ADDRESS))


@pytest.mark.parametrize("editions", [1, 3])
def test_what_the_page_costs(cast, as_person, django_assert_num_queries, editions):
    client = as_person(cast.supporter)
    first = make_expectations()
    accept_expectations(cast.supporter, edition_id=first.pk, printed_name="Sam Example")
    for number in range(1, editions):
        newer(f"Edition {number}")
    with django_assert_num_queries(5):
        page(client.get(ADDRESS))
