"""What a statement may say: whatever is accepted can be filled in, and says what every statement says."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from certification.enums import StatementKind
from certification.rules.statements import filled_in, placeholders, problem

VALUES = {
    # Values are filled in as they are, braces and all.
    "person": "Kim {signer} Sample",
    "section": "Cardiology, Anschutz",
    "signer": "Lee Example, MD",
    "date": "November 2, 2026",
    "certificate": "K7QF-2M9T",
}
WHOLE = "{person} {section} {signer} {date}"

KINDS = st.sampled_from(StatementKind.values)
PIECES = st.sampled_from(
    [
        "I state that ", "{", "}", "{{", "}}", "{}", "{0}", "{person}", "{section}", "{signer}", "{date}", "{certificate}",
        "{person!r}", "{person:>9}", "{person:}", "{person!x}", "{date:%Y}", "{person.name}", "{person[0]}",
        "{person:{date}}", "{person:{nobody}}", "{ person }", "{PERSON}", "{person", "person}", "!", ":", "%s", "$date",
    ]
)  # fmt: skip


@given(kind=KINDS, pieces=st.lists(PIECES, max_size=9), whole=st.booleans())
@example(kind="endorsement", pieces=["{certificate}"], whole=True)
def test_what_is_accepted_can_be_filled_in_and_says_everything(
    kind: str, pieces: list[str], whole: bool
) -> None:
    text = (WHOLE if whole else "") + "".join(pieces)
    if problem(kind, text):
        return
    said = filled_in(text, VALUES)
    assert all(VALUES[name] in said for name in placeholders(kind))


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ("{patient}", "The statement “decline” names {patient}, which nobody fills in."),
        ("{}", "The statement “decline” names {}, which nobody fills in."),
        ("{person.email}", "The statement “decline” names {person.email}, which nobody fills in."),
        ("{person[0]}", "The statement “decline” names {person[0]}, which nobody fills in."),
        ("{person!r}", "Write {person} with nothing else between its braces."),
        ("{date:%Y}", "Write {date} with nothing else between its braces."),
        ("{person:{section}}", "Write {person} with nothing else between its braces."),
        ("{", "A brace { or } stands alone. Write it twice where it is meant as a brace."),
        ("}", "A brace { or } stands alone. Write it twice where it is meant as a brace."),
        ("{{in full}}", ""),
    ],
)
def test_what_nobody_could_fill_in_is_refused(more: str, why: str) -> None:
    said = problem("decline", f"{WHOLE} {more}")
    assert said == why.replace("“decline”", "“declined endorsement”")


@pytest.mark.parametrize("kind", StatementKind.values)
def test_each_statement_says_who_signs_what_of_whom_and_when(kind: str) -> None:
    names = placeholders(kind)
    whole = " ".join(f"{{{name}}}" for name in names)
    assert problem(kind, whole) == ""
    for name in names:
        missing = problem(kind, whole.replace(f"{{{name}}}", ""))
        assert missing == f"Name {{{name}}} too: it is part of what is signed."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{person} {section} {signer}", "{date}"),
        ("{person} {section}", "{signer} and {date}"),
        ("{person}", "{section}, {signer} and {date}"),
        ("", "{person}, {section}, {signer} and {date}"),
    ],
)
def test_all_that_is_missing_is_named_at_once(text: str, names: str) -> None:
    assert problem("decline", text) == f"Name {names} too: it is part of what is signed."


def test_only_an_endorsement_names_a_certificate() -> None:
    common = ("person", "section", "signer", "date")
    assert placeholders("endorsement") == (*common, "certificate")
    assert placeholders("decline") == placeholders("good_standing") == common
