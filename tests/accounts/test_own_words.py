"""One's own name, address, and the names of program and hospital are no passwords, whatever is added to them."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from portal.accounts.models import Person

NAME = "Your password can’t be your name, even with numbers or symbols added."
ADDRESS = "Your password can’t be your email address, even with numbers or symbols added."
PROGRAM = "Your password can’t be the name of the program or the hospital, even with numbers or symbols added."
TOGETHER = (
    "Your password can’t be put together from your name, your email address, and the names of the program and "
    "the hospital. Add words that only you would think of."
)


@pytest.fixture
def person(settings) -> Person:  # type: ignore[no-untyped-def]
    settings.PROGRAM_NAME = "Peer Support"
    settings.PROGRAM_OFFICE_EMAIL = "office@mercy-clinic.example"
    return Person(email="d.roe77@riverside.example", name="Zoë Marchetti-Lund", credentials="MD")


def faults(password: str, person: Person | None) -> list[str]:
    try:
        validate_password(password, person)
    except ValidationError as error:
        return list(error.messages)
    return []


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("Zoe Marchetti-Lund", NAME),
        ("ZOËMARCHETTILUND", NAME),
        ("marchettilund2026!", NAME),
        ("!!Lund.Zoe--1984", NAME),
        ("marchettimarchetti", NAME),
        ("xMarchetti.MD#12", NAME),
        ("Marchetti Lund abc", NAME),
        ("d.roe77@riverside.example", ADDRESS),
        ("D.Roe77Riverside", ADDRESS),
        ("roe-roe-roe-1234", ADDRESS),
        ("Peer Support", PROGRAM),
        ("peersupport2026!", PROGRAM),
        ("Support, Peer 99", PROGRAM),
        ("Mercy Clinic 2026", PROGRAM),
        ("Mercy-Clinic.Example", PROGRAM),
        ("Marchetti Peer Support", TOGETHER),
        ("Marchetti.Riverside7", TOGETHER),
    ],
)
def test_what_everybody_knows_is_no_password(person: Person, password: str, fault: str) -> None:
    assert faults(password, person) == [fault]


@pytest.mark.parametrize(
    "password",
    [
        "quiet heron over water",
        "Zoe keeps seven lanterns",
        "support my wobbly piano",
        "Marchetti Lund abcd",
        "8361 5529 1047 2283",
        "東京の静かな夜の雨と傘と猫",
    ],
)
def test_what_only_one_person_would_think_of_is_one(person: Person, password: str) -> None:
    assert faults(password, person) == []


def test_without_a_person_the_program_is_refused_all_the_same(person: Person) -> None:
    assert faults("peersupport2026!", None) == [PROGRAM]
    assert faults("marchettilund2026!", None) == []


def test_another_program_has_another_name(person: Person, settings) -> None:  # type: ignore[no-untyped-def]
    settings.PROGRAM_NAME = "Caring Colleagues"
    assert faults("CaringColleagues1", person) == [PROGRAM]
    assert faults("peersupport2026!", person) == []
