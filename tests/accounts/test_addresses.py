"""An address is read out of what people paste, and a nomination knows the hospital's domains."""

import pytest

from portal.accounts.addresses import read_address, read_hospital_address
from tests.said import refusal

DANA = "dana.cole@hospital.example"


@pytest.mark.parametrize(
    "typed",
    [
        DANA,
        " Dana.Cole@Hospital.example\n",
        "Dana Cole <dana.cole@hospital.example>",
        "Cole, Dana <dana.cole@hospital.example>",
        '"Cole, Dana" <Dana.Cole@hospital.example>;',
        "<dana.cole@hospital.example>",
        "mailto:dana.cole@hospital.example",
        "MAILTO:dana.cole@hospital.example?subject=Hello",
        "Dana <mailto:dana.cole@hospital.example>",
        "dana.cole@hospital.example;",
        "dana.cole@hospital.example, ",
    ],
)
def test_what_people_paste_is_read(typed: str) -> None:
    assert read_address(typed) == DANA


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "dana",
        "dana@",
        "a@hospital.example; b@hospital.example",
        "A <a@hospital.example>, B <b@hospital.example>",
        "<>",
        "mailto:",
        "dana.cole@hospital.example Dana",
        f"{'a' * 250}@hospital.example",
        "dana\u200b@hospital.example\u0000",
    ],
)
def test_what_is_no_single_address_is_refused_at_its_field(typed: str) -> None:
    assert refusal(read_address, typed) == (
        "email",
        "email",
        "Write an email address like name@hospital.org.",
    )


class TestDomains:
    def test_without_the_setting_every_domain_is_taken(self) -> None:
        assert read_hospital_address("dana@elsewhere.example") == "dana@elsewhere.example"

    @pytest.mark.parametrize(
        "host", ["hospital.example", "heart.hospital.example", "clinic.example"]
    )
    def test_those_of_the_hospital_and_below_are_taken(self, settings, host: str) -> None:  # type: ignore[no-untyped-def]
        settings.HOSPITAL_DOMAINS = ["hospital.example", "clinic.example"]
        assert read_hospital_address(f"Dana <dana@{host}>") == f"dana@{host}"

    @pytest.mark.parametrize("host", ["nothospital.example", "hospital.example.evil.example"])
    def test_others_are_refused_with_those_that_are(self, settings, host: str) -> None:  # type: ignore[no-untyped-def]
        settings.HOSPITAL_DOMAINS = ["hospital.example", "clinic.example"]
        assert refusal(read_hospital_address, f"dana@{host}") == (
            "domain",
            "email",
            "Use the colleague’s hospital address, which ends in @hospital.example or @clinic.example.",
        )
