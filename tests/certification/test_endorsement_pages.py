"""The pages of section leaders: who waits for what, signing, declining, withdrawing."""

import pytest
from django.urls import reverse

from certification.models import Attestation, Endorsement
from portal.accounts.services import end_access
from portal.sections.services import join_section
from tests.certification import rows
from tests.certification.program import NOW_DAY, certify, run_program, train
from tests.factories import make_supporter
from tests.path import attest, endorse

LIST = "/endorsements/"


@pytest.fixture
def program(db):  # type: ignore[no-untyped-def]
    return run_program()


@pytest.fixture
def supporter(cast, program):  # type: ignore[no-untyped-def]
    certify(cast.supporter.supporter, program)
    return cast.supporter.supporter


def names(colleagues) -> list[str]:  # type: ignore[no-untyped-def]
    return [colleague.supporter.person.name for colleague in colleagues]


def test_the_three_lists(cast, program, as_person) -> None:  # type: ignore[no-untyped-def]
    new = make_supporter("Abe Example", section=cast.cardiology)
    certified = make_supporter("Bea Example", section=cast.cardiology)
    endorsed = make_supporter("Cal Example", section=cast.cardiology)
    attest(certified, cast.leader)
    for each in (certified, endorsed):
        certify(each, program)
    endorse(endorsed, cast.head)
    page = as_person(cast.head).get(LIST)
    assert names(page.context["good_standing"]) == ["Abe Example", "Cal Example", "Sam Example"]
    assert names(page.context["certified"]) == ["Bea Example"]
    assert names(page.context["endorsed"]) == ["Cal Example"]
    assert reverse("certification:attest", args=[new.pk]) in page.content.decode()
    assert names(as_person(cast.other_head).get(LIST).context["good_standing"]) == ["Sue Example"]


def test_it_shows_what_was_done_and_when_and_no_struggle(cast, program, as_person) -> None:  # type: ignore[no-untyped-def]
    certify(cast.supporter.supporter, program)
    text = as_person(cast.head).get(LIST).content.decode()
    for edition in program.editions:
        assert edition.title in text
    for date in ("November 20, 2026", "November 21, 2026", "November 22, 2026"):
        assert date in text
    for word in ("score", "attempt", "tries", "minute", "percent"):
        assert word not in text.lower()


def test_who_left_or_moved_is_not_listed(cast, program, as_person) -> None:  # type: ignore[no-untyped-def]

    gone = make_supporter("Abe Example", section=cast.cardiology)
    moved = make_supporter("Bea Example", section=cast.cardiology)
    assert names(as_person(cast.head).get(LIST).context["good_standing"])[:2] == [
        "Abe Example",
        "Bea Example",
    ]
    end_access(gone.person, by=None, why="Left")
    join_section(moved.person, section=cast.surgery, by=None, why="Moved")
    assert names(as_person(cast.head).get(LIST).context["good_standing"]) == ["Sam Example"]


def test_the_list_asks_as_often_for_three_as_for_one(  # type: ignore[no-untyped-def]
    cast, program, as_person, django_assert_num_queries
) -> None:
    client = as_person(cast.head)
    certify(cast.supporter.supporter, program)
    endorse(cast.supporter.supporter, cast.leader)
    with django_assert_num_queries(11):
        client.get(LIST)
    for name in ("Abe Example", "Bea Example"):
        more = make_supporter(name, section=cast.cardiology)
        attest(more, cast.head)
        certify(more, program)
    with django_assert_num_queries(11):
        client.get(LIST)


@pytest.mark.parametrize(
    ("who", "status"),
    [("head", 200), ("leader", 200), ("coordinator", 403), ("supporter", 403), ("stranger", 403)],
)
def test_who_sees_the_list(cast, as_person, who, status) -> None:  # type: ignore[no-untyped-def]
    assert as_person(getattr(cast, who)).get(LIST).status_code == status


# Signing -------------------------------------------------------------------------------------------


def test_endorsing_on_the_page(cast, supporter, as_person) -> None:  # type: ignore[no-untyped-def]
    address, client = (
        reverse("certification:endorse", args=[supporter.pk]),
        as_person(cast.head, fresh=True),
    )
    statement = client.get(address).context["statement"]
    form = {"printed_name": "Hal Example", "statement_hash": statement.hash}
    assert client.post(address, form)["Location"] == LIST
    assert client.post(address, form)["Location"] == LIST
    signed = Endorsement.objects.get()
    assert (signed.signer, signed.statement) == (cast.head, statement.text)
    shown = client.get(address, follow=True).content.decode()
    assert "There is nothing to sign: Sam Example is endorsed by Hal Example." in shown


def test_a_name_that_is_not_ones_own_is_kept_with_its_error(cast, supporter, as_person) -> None:  # type: ignore[no-untyped-def]
    address, client = (
        reverse("certification:endorse", args=[supporter.pk]),
        as_person(cast.head, fresh=True),
    )
    form = {
        "printed_name": "Hank",
        "statement_hash": client.get(address).context["statement"].hash,
    }
    page = client.post(address, form)
    assert page.context["form"].errors == {
        "printed_name": ["Write your name as it stands in your account: Hal Example."]
    }
    assert "<title>Error: Endorse" in page.content.decode()
    assert Endorsement.objects.count() == 0
    assert client.post(address, {**form, "printed_name": ""}).context["form"].errors == {
        "printed_name": ["Type your name to sign."]
    }


def test_declining_on_its_own_page(cast, supporter, as_person) -> None:  # type: ignore[no-untyped-def]
    client = as_person(cast.head, fresh=True)
    address = reverse("certification:decline", args=[supporter.pk])
    endorse_page = client.get(reverse("certification:endorse", args=[supporter.pk]))
    assert address in endorse_page.content.decode()
    statement = client.get(address).context["statement"]
    form = {"printed_name": "Hal Example", "statement_hash": statement.hash}
    assert client.post(address, form)["Location"] == LIST
    assert client.post(address, form)["Location"] == LIST
    assert Endorsement.objects.get().decision == "declined"
    page = client.get(LIST)
    assert names(page.context["certified"]) == []
    assert names(page.context["declined"]) == ["Sam Example"]
    assert "by you on November 23, 2026." in " ".join(page.content.decode().split())
    assert client.get(endorse_page.request["PATH_INFO"]).status_code == 200


@pytest.mark.parametrize("name", ["attest", "endorse", "decline"])
def test_every_signature_asks_for_the_password(cast, supporter, as_person, name) -> None:  # type: ignore[no-untyped-def]
    address, client = reverse(f"certification:{name}", args=[supporter.pk]), as_person(cast.head)
    form = {
        "printed_name": "Hal Example",
        "statement_hash": client.get(address).context["statement"].hash,
    }
    asked = client.post(address, form)
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    signed = (Attestation if name == "attest" else Endorsement).objects
    assert signed.count() == 0
    client.post(asked["Location"], {"password": "a long enough phrase"}, follow=True)
    assert signed.count() == 1


def test_an_endorsement_before_the_certificate_is_nothing_to_sign(cast, program, as_person) -> None:  # type: ignore[no-untyped-def]
    supporter = cast.supporter.supporter
    train(supporter, program)
    for name in ("endorse", "decline"):
        address = reverse(f"certification:{name}", args=[supporter.pk])
        page = as_person(cast.head).get(address, follow=True).content.decode()
        assert "Sam Example has no certificate in force yet." in page


def test_withdrawing_on_its_page(cast, supporter, as_person) -> None:  # type: ignore[no-untyped-def]
    address = reverse("certification:withdraw_endorsement", args=[supporter.pk])
    assert as_person(cast.head).get(address).status_code == 404
    signed = endorse(supporter, cast.head)
    assert as_person(cast.leader, fresh=True).post(address).status_code == 404
    client = as_person(cast.head, fresh=True)
    assert address in client.get(LIST).content.decode()
    assert "November 23, 2026" in client.get(address).content.decode()
    signed.refresh_from_db()
    assert signed.withdrawn_on is None
    assert client.post(address)["Location"] == LIST
    signed.refresh_from_db()
    assert signed.withdrawn_on == signed.signed_on
    # Sent twice, it leads to the same place.
    assert client.post(address)["Location"] == LIST
    assert client.get(address)["Location"] == LIST


def test_withdrawing_asks_for_the_password_like_signing(cast, supporter, as_person) -> None:  # type: ignore[no-untyped-def]
    signed = endorse(supporter, cast.head)
    address, client = (
        reverse("certification:withdraw_endorsement", args=[supporter.pk]),
        as_person(cast.head),
    )
    asked = client.post(address)
    signed.refresh_from_db()
    assert (asked["Location"][:18], signed.withdrawn_on) == ("/accounts/confirm/", None)
    client.post(asked["Location"], {"password": "a long enough phrase"}, follow=True)
    signed.refresh_from_db()
    assert signed.withdrawn_on == signed.signed_on


def test_who_moved_to_another_section_can_still_lose_an_endorsement(
    cast, supporter, as_person
) -> None:  # type: ignore[no-untyped-def]
    signed = endorse(supporter, cast.head)
    join_section(supporter.person, section=cast.surgery, by=None, why="Moved")
    address = reverse("certification:withdraw_endorsement", args=[supporter.pk])
    assert as_person(cast.other_head, fresh=True).post(address).status_code == 404
    assert as_person(cast.head, fresh=True).post(address)["Location"] == LIST
    signed.refresh_from_db()
    assert signed.withdrawn_on == signed.signed_on


@pytest.mark.parametrize("name", ["endorse", "decline", "withdraw_endorsement"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("head", 200), ("other_head", 404), ("coordinator", 403), ("supporter", 403)],
)
def test_who_sees_the_pages(cast, supporter, as_person, name, who, status) -> None:  # type: ignore[no-untyped-def]
    if name == "withdraw_endorsement":
        endorse(supporter, cast.head)
    address = reverse(f"certification:{name}", args=[supporter.pk])
    client = as_person(getattr(cast, who), fresh=True)
    assert client.get(address).status_code == status
    unknown = reverse(f"certification:{name}", args=[999_999])
    assert client.get(unknown).status_code == (404 if status in {200, 404} else 403)


def test_a_leader_who_is_a_supporter_does_not_find_themselves(cast, program, as_person) -> None:  # type: ignore[no-untyped-def]
    own = rows.supporter(cast.head, since=NOW_DAY)
    client = as_person(cast.head, fresh=True)
    assert "Hal Example" not in names(client.get(LIST).context["good_standing"])
    assert client.get(reverse("certification:attest", args=[own.pk])).status_code == 404
    assert "Hal Example" in names(as_person(cast.leader).get(LIST).context["good_standing"])
