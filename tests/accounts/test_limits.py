"""Wrong passwords make the next try wait, for those who typed them and for nobody else."""

import logging
from collections.abc import Iterable

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.accounts.limits import (
    FREE_TRIES,
    KNOWN_SECONDS,
    MOST_FROM_EVERYWHERE,
    MOST_LINKS,
    WINDOW_SECONDS,
    SignInTries,
)
from portal.accounts.models import Person
from portal.common.models import OutboxMessage, Tally
from tests.factories import PASSWORD, make_person, sign_in

pytestmark = pytest.mark.django_db
LOGIN, CONFIRM = "/accounts/login/", "/accounts/confirm/"
HOSPITAL, HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7", "203.0.113.9"
MISMATCH = "That email address and password don’t match. Check both and try again."


def wait(minutes: int) -> str:
    unit = "minute" if minutes == 1 else "minutes"
    return f"Too many wrong passwords. Try again in {minutes} {unit}, or choose a new password."


def sign_in_from(network: str, email: str, password: str = PASSWORD) -> str:
    """ "in", or what the page says is wrong."""
    answer = Client(REMOTE_ADDR=network).post(LOGIN, {"login": email, "password": password})
    return "in" if answer.status_code == 302 else error(answer)


def error(answer) -> str:  # type: ignore[no-untyped-def]
    return BeautifulSoup(answer.content, "html.parser").select_one(".nhsuk-error-summary li").text


def fail(times: int, network: str, email: str) -> list[str]:
    return [sign_in_from(network, email, "not the phrase") for _ in range(times)]


@pytest.fixture
def person() -> Person:
    return make_person()


def test_five_wrong_passwords_make_the_next_try_wait_and_each_further_one_longer(
    person: Person,
    clock,  # type: ignore[no-untyped-def]
) -> None:
    assert fail(FREE_TRIES, HOME, person.email) == [MISMATCH] * FREE_TRIES
    waits = [1, 2, 4, 8, 15, 15]
    for minutes in waits:
        assert sign_in_from(HOME, person.email.upper()) == wait(minutes)
        clock.shift(60 * minutes)
        assert fail(1, HOME, person.email) == [MISMATCH]
    clock.shift(60 * 15)
    assert sign_in_from(HOME, person.email) == "in"
    # The right one begins anew.
    assert fail(FREE_TRIES, HOME, person.email) == [MISMATCH] * FREE_TRIES
    assert sign_in_from(HOME, person.email) == wait(1)


def test_after_an_hour_counting_begins_anew(person: Person, clock) -> None:  # type: ignore[no-untyped-def]
    fail(FREE_TRIES - 1, HOME, person.email)
    clock.shift(WINDOW_SECONDS)
    assert fail(2, HOME, person.email) == [MISMATCH] * 2
    assert sign_in_from(HOME, person.email) == "in"


def test_nobody_else_waits(person: Person) -> None:
    colleague = make_person()
    fail(FREE_TRIES + 3, HOSPITAL, person.email)
    assert sign_in_from(HOSPITAL, person.email) == wait(1)
    assert sign_in_from(HOSPITAL, colleague.email) == "in"
    assert sign_in_from(HOME, person.email) == "in"


def test_wrong_passwords_for_many_accounts_do_not_shut_a_hospital_out(person: Person) -> None:
    for number in range(40):
        fail(1, HOSPITAL, f"p{number}@hospital.example")
    assert sign_in_from(HOSPITAL, person.email) == "in"


def test_a_room_of_forty_signs_in_and_right_passwords_are_never_counted(person: Person) -> None:
    people: Iterable[Person] = [person] * 20 + [make_person() for _ in range(20)]
    assert {sign_in_from(HOSPITAL, each.email) for each in people} == {"in"}
    assert fail(FREE_TRIES, HOSPITAL, person.email) == [MISMATCH] * FREE_TRIES


def test_passwords_tried_from_many_places_shut_out_only_unknown_places(
    person: Person,
    clock,  # type: ignore[no-untyped-def]
) -> None:
    assert sign_in_from(HOME, person.email) == "in"
    for number in range(MOST_FROM_EVERYWHERE):
        SignInTries(person.email, f"10.0.0.{number}").failed()
    assert sign_in_from(ELSEWHERE, person.email) == wait(60)
    assert sign_in_from(HOME, person.email) == "in"
    assert sign_in_from(ELSEWHERE, make_person().email) == "in"
    clock.shift(WINDOW_SECONDS)
    assert sign_in_from(ELSEWHERE, person.email) == "in"


def test_one_place_is_known_for_ninety_days(person: Person, clock) -> None:  # type: ignore[no-untyped-def]
    sign_in_from(HOME, person.email)
    for shift, told in ((KNOWN_SECONDS - 1, "in"), (KNOWN_SECONDS, wait(60))):
        clock.shift(shift)
        for number in range(MOST_FROM_EVERYWHERE):
            SignInTries(person.email, f"10.0.0.{number}").failed()
        assert sign_in_from(HOME, person.email) == told


def test_an_ipv6_client_is_its_network(person: Person) -> None:
    fail(FREE_TRIES, "2001:db8:1:1::1", person.email)
    assert sign_in_from("2001:db8:1:1:ffff::2", person.email) == wait(1)
    assert sign_in_from("2001:db8:1:2::1", person.email) == "in"


def test_an_unknown_address_waits_like_a_known_one(person: Person) -> None:
    for email in (person.email, "nobody@hospital.example"):
        told = [*fail(FREE_TRIES + 1, HOME, email), sign_in_from(HOME, email)]
        assert told == [MISMATCH] * FREE_TRIES + [wait(1)] * 2


def test_a_new_password_by_the_link_ends_the_wait(person: Person) -> None:
    client = Client(REMOTE_ADDR=HOME)
    fail(FREE_TRIES, HOME, person.email)
    client.post("/accounts/password/", {"email": person.email})
    link = next(
        line for line in OutboxMessage.objects.get().body.splitlines() if "/password/new/" in line
    )
    form = client.get("/" + link.split("/", 3)[3], follow=True)
    action = BeautifulSoup(form.content, "html.parser").main.form["action"]
    new = "quiet heron over water"
    assert client.post(action, {"password1": new}).status_code == 302
    assert sign_in_from(HOME, person.email, new) == "in"


def confirm(client: Client, password: str) -> str:
    answer = client.post(CONFIRM, {"password": password})
    return "confirmed" if answer.status_code == 302 else error(answer)


def test_others_never_keep_a_person_from_confirming(person: Person) -> None:
    leader = sign_in(person)
    fail(FREE_TRIES + 1, "127.0.0.1", person.email)
    for number in range(MOST_FROM_EVERYWHERE):
        SignInTries(person.email, f"10.0.0.{number}").failed()
    assert confirm(leader, PASSWORD) == "confirmed"
    other = sign_in(person)
    told = [confirm(other, "not the phrase") for _ in range(FREE_TRIES)]
    assert told == ["That isn’t your password. Try again."] * FREE_TRIES
    assert confirm(other, PASSWORD) == wait(1)
    assert [confirm(leader, PASSWORD) for _ in range(12)] == ["confirmed"] * 12


def test_links_are_sent_a_few_times_an_hour_and_the_page_stays_the_same(
    person: Person,
    clock,  # type: ignore[no-untyped-def]
) -> None:
    def asked(email: str) -> str:
        answer = Client().post("/accounts/password/", {"email": email}, follow=True)
        return str(BeautifulSoup(answer.content, "html.parser").main.h1.text)

    for email in (person.email, "nobody@hospital.example"):
        assert {asked(email) for _ in range(MOST_LINKS + 2)} == {"Check your email"}
    assert OutboxMessage.objects.count() == MOST_LINKS
    clock.shift(WINDOW_SECONDS)
    asked(person.email)
    assert OutboxMessage.objects.count() == MOST_LINKS + 1


def test_neither_the_log_nor_the_table_says_whose_address_it_was(
    person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    fail(FREE_TRIES + 1, HOME, person.email)
    sign_in_from(HOME, "Nobody@hospital.example", "not the phrase")
    lines = [record.getMessage() for record in caplog.records]
    known = SignInTries(person.email, HOME).account
    unknown = SignInTries("nobody@hospital.example", HOME).account
    assert lines == [
        *[f"Sign-in failed: account {known}"] * FREE_TRIES,
        f"Sign-in refused, too many wrong passwords: account {known}",
        f"Sign-in failed: account {unknown}",
    ]
    stored = str([*Tally.objects.values_list()]) + "".join(lines)
    assert [each for each in (person.email, HOME, "nobody", person.name) if each in stored] == []
    assert {len(key) for key in Tally.objects.values_list("key", flat=True)} == {64}


def test_a_digest_needs_the_secret_key(person: Person, settings) -> None:  # type: ignore[no-untyped-def]
    before = SignInTries(person.email, HOME).account
    assert SignInTries(f" {person.email.upper()}", ELSEWHERE).account == before
    settings.SECRET_KEY = "another"
    assert SignInTries(person.email, HOME).account != before
