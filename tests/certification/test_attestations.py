"""A section leader states that somebody of their own section is in good standing."""

import datetime as dt

import pytest
from django.urls import reverse

from certification.enums import EntryKind, StatementKind
from certification.models import Attestation, LedgerEntry, Statement
from certification.services.attestations import attest_good_standing
from portal.common.errors import Refusal, Stale
from portal.common.models import OutboxMessage
from portal.common.permissions import allowed
from portal.common.signatures import fingerprint
from portal.sections.models import Leadership
from portal.sections.services import appoint_leader, end_leadership, join_section
from tests.certification.program import run_program, signing
from tests.clock import NOW, TODAY, at, days
from tests.factories import make_leader, make_section, make_supporter
from tests.path import attest, shown
from tests.races import at_once

KIND = StatementKind.GOOD_STANDING


@pytest.fixture
def supporter(cast):  # type: ignore[no-untyped-def]
    run_program()
    return cast.supporter.supporter


def refused(service, *args, **kwargs) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Refusal) as refusal:
        service(*args, **kwargs)
    return refusal.value.code


def test_it_is_bound_to_the_exact_text(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    signed = attest(supporter, cast.head)
    assert signed.statement == (
        "On November 23, 2026, Sam Example, MD of Cardiology, Anschutz is in good standing. "
        "Hal Example, MD"
    )
    assert signed.statement_hash == fingerprint(signed.statement)
    assert (signed.printed_name, signed.meaning) == ("Hal Example", "Statement of good standing")
    assert (signed.signed_at, signed.signed_on) == (NOW, TODAY)
    assert (signed.signer, signed.section) == (cast.head, cast.cardiology)


@pytest.mark.parametrize(
    ("day", "lapses_on"),
    [
        ("2026-11-23", dt.date(2028, 11, 23)),
        ("2026-08-31", dt.date(2028, 8, 31)),
        ("2026-02-28", dt.date(2028, 2, 28)),
        ("2028-02-29", dt.date(2030, 2, 28)),
    ],
)
def test_it_lapses_after_calendar_months(cast, day, lapses_on) -> None:  # type: ignore[no-untyped-def]
    with at(day):
        run_program()
        assert attest(cast.supporter.supporter, cast.head).lapses_on == lapses_on


def test_it_is_in_the_ledger_and_the_supporter_is_told(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    signed = attest(supporter, cast.leader)
    entry = LedgerEntry.objects.get(kind=EntryKind.SIGNATURE)
    assert (entry.supporter, entry.actor) == (supporter, cast.leader)
    assert entry.detail == {
        "kind": "good_standing",
        "record": signed.pk,
        "meaning": "Statement of good standing",
        "statement_hash": signed.statement_hash,
    }
    assert list(OutboxMessage.objects.values_list("recipient", "subject")) == [
        (cast.supporter.email, "Your good standing is attested")
    ]
    assert signed.history.get().history_user == cast.leader


@pytest.mark.parametrize(
    "who", ["other_head", "coordinator", "stranger", "facilitator", "other_supporter"]
)
def test_only_a_leader_of_the_own_section_signs(cast, supporter, who) -> None:  # type: ignore[no-untyped-def]
    other = getattr(cast, who)
    section, text = shown(KIND, supporter, other)
    act = signing(supporter, other, section, other.name, text.hash)
    assert refused(attest_good_standing, **act) == "not_leader"
    assert not allowed(other, "good_standing.attest", supporter)
    assert allowed(cast.head, "good_standing.attest", supporter)
    attest(supporter, cast.head)


def test_not_for_another_section_than_the_supporters(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    _, text = shown(KIND, supporter, cast.head)
    act = signing(supporter, cast.head, cast.surgery, cast.head.name, text.hash)
    assert refused(attest_good_standing, **act) == "not_leader"


def test_nobody_signs_for_themselves(cast) -> None:  # type: ignore[no-untyped-def]
    run_program()
    section = make_section("Neurology")
    supporter = make_supporter("Lou Example", section=section)
    other = make_leader("Nel Example", section)
    appoint_leader(
        supporter.person, section=section, kind=Leadership.Kind.LEADER, by=None, why="Appointed"
    )
    section, text = shown(KIND, supporter, supporter.person)
    act = signing(supporter, supporter.person, section, supporter.person.name, text.hash)
    assert refused(attest_good_standing, **act) == "self"
    assert not allowed(supporter.person, "good_standing.attest", supporter)
    attest(supporter, other)


@pytest.mark.parametrize(("ended", "may"), [(-1, False), (0, False), (1, True)])
def test_leadership_counts_on_the_day(cast, supporter, ended, may) -> None:  # type: ignore[no-untyped-def]
    tenure = Leadership.objects.get(person=cast.head)
    end_leadership(tenure, by=None, until=days(ended), why="Stepped down")
    if may:
        assert attest(supporter, cast.head).signer == cast.head
    else:
        section, text = shown(KIND, supporter, cast.head)
        act = signing(supporter, cast.head, section, cast.head.name, text.hash)
        assert refused(attest_good_standing, **act) == "not_leader"


def test_who_moved_away_is_signed_for_elsewhere(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    section, text = shown(KIND, supporter, cast.head)
    join_section(cast.supporter, section=cast.surgery, by=None, why="Moved")
    act = signing(supporter, cast.head, section, cast.head.name, text.hash)
    assert refused(attest_good_standing, **act) == "not_leader"
    attest(supporter, cast.other_head)


def test_a_new_text_must_be_read_first(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    section, text = shown(KIND, supporter, cast.head)
    Statement(kind=KIND, number=2, text="{person} is in good standing.", meaning="New").save()
    with pytest.raises(Stale):
        attest_good_standing(**signing(supporter, cast.head, section, cast.head.name, text.hash))
    assert attest(supporter, cast.head).statement == "Sam Example, MD is in good standing."


def test_yesterdays_page_is_stale(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    section, text = shown(KIND, supporter, cast.head)
    with at("2026-11-24"), pytest.raises(Stale):
        attest_good_standing(**signing(supporter, cast.head, section, cast.head.name, text.hash))


@pytest.mark.parametrize("typed", ["hal example", "  Hal   EXAMPLE ", "Hal Example, MD"])
def test_case_and_spaces_of_the_name_do_not_matter(cast, supporter, typed) -> None:  # type: ignore[no-untyped-def]
    section, text = shown(KIND, supporter, cast.head)
    signed = attest_good_standing(**signing(supporter, cast.head, section, typed, text.hash))
    assert signed.printed_name == " ".join(typed.split())


@pytest.mark.parametrize("typed", ["", "Hal", "Lea Example", "Hal Example PhD"])
def test_another_name_is_refused(cast, supporter, typed) -> None:  # type: ignore[no-untyped-def]
    section, text = shown(KIND, supporter, cast.head)
    act = signing(supporter, cast.head, section, typed, text.hash)
    assert refused(attest_good_standing, **act) == "name"
    assert Attestation.objects.count() == 0


def test_signing_twice_is_one_signature(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    first = attest(supporter, cast.head)
    assert attest(supporter, cast.head) == first
    section, text = shown(KIND, supporter, cast.leader)
    act = signing(supporter, cast.leader, section, cast.leader.name, text.hash)
    assert refused(attest_good_standing, **act) == "attested"
    assert (Attestation.objects.count(), OutboxMessage.objects.count()) == (1, 1)


def test_when_it_lapsed_it_is_signed_anew(cast, supporter) -> None:  # type: ignore[no-untyped-def]
    first = attest(supporter, cast.head)
    with at("2028-11-22"):
        assert attest(supporter, cast.head) == first
    with at("2028-11-23"):
        assert attest(supporter, cast.head) != first


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_one_signature() -> None:
    run_program()
    section = make_section("Cardiology")
    supporter, head = make_supporter("Sam", section=section), make_leader("Hal Example", section)
    results = at_once(*[lambda: attest(supporter, head)] * 3)
    assert {type(result) for result in results} == {Attestation}
    assert Attestation.objects.count() == 1


# The page ------------------------------------------------------------------------------------------


def test_signing_on_the_page(cast, supporter, as_person) -> None:  # type: ignore[no-untyped-def]
    address, client = (
        reverse("certification:attest", args=[supporter.pk]),
        as_person(cast.head, fresh=True),
    )
    page = client.get(address)
    statement = page.context["statement"]
    assert statement.text in page.content.decode()
    form = {"printed_name": "Hal Example", "statement_hash": statement.hash}
    assert client.post(address, form)["Location"] == reverse("certification:endorsements")
    assert client.post(address, form)["Location"] == reverse("certification:endorsements")
    assert Attestation.objects.get().signer == cast.head
    assert client.get(address)["Location"] == reverse("certification:endorsements")


def test_a_stale_page_says_so_keeps_the_name_and_shows_the_new_text(  # type: ignore[no-untyped-def]
    cast, supporter, as_person
) -> None:
    address, client = (
        reverse("certification:attest", args=[supporter.pk]),
        as_person(cast.head, fresh=True),
    )
    old = client.get(address).context["statement"].hash
    Statement(kind=KIND, number=2, text="A new text.", meaning="New").save()
    page = client.post(address, {"printed_name": "Hal Example", "statement_hash": old})
    text = page.content.decode()
    assert "The statement has changed since you opened this page." in text
    assert ("A new text." in text, 'value="Hal Example"' in text) == (True, True)
    assert page.context["statement"].hash in text
    assert Attestation.objects.count() == 0


def test_it_asks_for_the_password_and_loses_nothing(cast, supporter, as_person) -> None:  # type: ignore[no-untyped-def]
    address, client = reverse("certification:attest", args=[supporter.pk]), as_person(cast.head)
    statement = client.get(address).context["statement"]
    asked = client.post(address, {"printed_name": "Hal Example", "statement_hash": statement.hash})
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert Attestation.objects.count() == 0
    client.post(asked["Location"], {"password": "wrong"})
    assert Attestation.objects.count() == 0
    done = client.post(asked["Location"], {"password": "a long enough phrase"}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("certification:endorsements")
    assert Attestation.objects.get().printed_name == "Hal Example"


@pytest.mark.parametrize(
    ("who", "status"),
    [("head", 200), ("leader", 200), ("other_head", 404), ("coordinator", 403), ("stranger", 403)],
)
def test_who_sees_the_page(cast, supporter, as_person, who, status) -> None:  # type: ignore[no-untyped-def]
    client = as_person(getattr(cast, who), fresh=True)
    address = reverse("certification:attest", args=[supporter.pk])
    assert client.get(address).status_code == status
    if status != 200:
        assert client.post(address, {"printed_name": "x"}).status_code == status
