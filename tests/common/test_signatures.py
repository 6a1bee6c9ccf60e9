"""Whose name stands under a signature, and what binds its text."""

import hashlib

import pytest

from portal.common.signatures import fingerprint, require_printed_name
from tests.said import refusal

SHORT, LONG = "Nour O’Neil", "Nour O’Neil, MD"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Nour O’Neil", "Nour O’Neil"),
        # The apostrophe of a keyboard, any case, any spacing; printed as it was typed.
        ("nour o'neil", "nour o'neil"),
        ("  NOUR \t O'NEIL ", "NOUR O'NEIL"),
        ("Nour O’Neil, MD", "Nour O’Neil, MD"),
        ("nour  o’neil,  md", "nour o’neil, md"),
        # Full-width letters, as some keyboards write them, are the same letters.
        ("Ｎour O’Neil", "Ｎour O’Neil"),
    ],
)
def test_a_name_counts_however_it_is_typed(typed: str, printed: str) -> None:
    assert require_printed_name(typed, SHORT, LONG) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "Nour",
        "O’Neil",
        "Nour O Neil",
        "Nour ONeil",
        "Nour O’Neill",
        "Nour O’Neil MD",
        "Nour O’Neil, DO",
        "Nour O’Neil,",
    ],
)
def test_another_name_is_refused_with_the_one_of_the_account(typed: str) -> None:
    assert refusal(require_printed_name, typed, SHORT, LONG) == (
        "name",
        "printed_name",
        "Write your name as it stands in your account: Nour O’Neil.",
    )


@pytest.mark.parametrize("mark", "‘’ʻʼ´`")
def test_every_apostrophe_is_the_one_of_the_keyboard(mark: str) -> None:
    kept = f"Nour O{mark}Neil"
    assert require_printed_name("Nour O'Neil", kept) == "Nour O'Neil"
    assert require_printed_name(kept, "Nour O'Neil") == kept
    assert refusal(require_printed_name, "Nour ONeil", kept)[0] == "name"


@pytest.mark.parametrize("mark", "‐‑‒–—−")
def test_every_hyphen_is_the_one_of_the_keyboard(mark: str) -> None:
    kept = f"Ana Lima{mark}Reis"
    assert require_printed_name("Ana Lima-Reis", kept) == "Ana Lima-Reis"
    assert require_printed_name(kept, "Ana Lima-Reis") == kept
    assert refusal(require_printed_name, "Ana Lima Reis", kept)[0] == "name"


def test_the_refusal_stands_at_the_field_that_the_form_has() -> None:
    code, field, _ = refusal(require_printed_name, "Nobody", SHORT, field="signature")
    assert (code, field) == ("name", "signature")


def test_credentials_are_typed_only_where_the_account_has_them() -> None:
    assert refusal(require_printed_name, LONG, SHORT)[0] == "name"
    assert require_printed_name(LONG, SHORT, LONG) == LONG


def test_a_text_is_bound_by_every_character_of_it() -> None:
    text = "I endorse Nour O’Neil for Cardiology."
    assert fingerprint(text) == hashlib.sha256(text.encode("utf-8")).hexdigest()
    others = [text + " ", text.replace("’", "'"), text.upper(), text.replace(".", ""), ""]
    assert len({fingerprint(each) for each in [text, *others]}) == 6
    assert {len(fingerprint(each)) for each in [text, *others]} == {64}
