"""Names as people type them."""

import pytest

from portal.common.names import read_name


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  Nour \t  العلي\nO’Neil-Łukasiewicz ", "Nour العلي O’Neil-Łukasiewicz"),
        ("\u202eevil\u202c name\u200b\x07", "evil name"),
        ("نیلو\u200cفر 👩\u200d⚕️", "نیلو\u200cفر 👩\u200d⚕️"),
        ("\u202e \u200b", ""),
        ("Dana \u200e Example", "Dana Example"),
        ("\u200bDana \u200e", "Dana"),
        ("<b>Sam</b>", "<b>Sam</b>"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_what_nobody_sees(typed: str, read: str) -> None:
    assert read_name(typed) == read
