"""What a statement may say: whatever is accepted can be filled in, and says what every statement says."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from certification.enums import StatementKind
from certification.phrases.statements import flaw_in_words
from certification.rules.statements import StatementFlaw, filled_in, flaw_of, placeholders

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
    if flaw_of(kind, text):
        return
    said = filled_in(text, VALUES)
    assert all(VALUES[name] in said for name in placeholders(kind))


@pytest.mark.parametrize(
    ("more", "flaw"),
    [
        ("{patient}", StatementFlaw("unknown", ("patient",))),
        ("{}", StatementFlaw("unknown", ("",))),
        ("{person.email}", StatementFlaw("unknown", ("person.email",))),
        ("{person[0]}", StatementFlaw("unknown", ("person[0]",))),
        ("{person!r}", StatementFlaw("extra", ("person",))),
        ("{date:%Y}", StatementFlaw("extra", ("date",))),
        ("{person:{section}}", StatementFlaw("extra", ("person",))),
        ("{", StatementFlaw("brace")),
        ("}", StatementFlaw("brace")),
        ("{{in full}}", None),
    ],
)
def test_what_nobody_could_fill_in_is_refused(more: str, flaw: StatementFlaw | None) -> None:
    assert flaw_of("decline", f"{WHOLE} {more}") == flaw


@pytest.mark.parametrize("kind", StatementKind.values)
def test_each_statement_says_who_signs_what_of_whom_and_when(kind: str) -> None:
    names = placeholders(kind)
    whole = " ".join(f"{{{name}}}" for name in names)
    assert flaw_of(kind, whole) is None
    for name in names:
        assert flaw_of(kind, whole.replace(f"{{{name}}}", "")) == StatementFlaw("missing", (name,))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            f"{WHOLE} {{patient}}",
            "The statement “declined endorsement” names {patient}, which the portal cannot fill in.",
        ),
        (f"{WHOLE} {{date:%Y}}", "Write {date} with nothing else between its braces."),
        (f"{WHOLE} {{", "A brace { or } stands alone. To show a brace, write it twice."),
        (
            "{person} {section} {signer}",
            "Include {date} too: it is part of what is signed.",
        ),
        (
            "{person} {section}",
            "Include {signer} and {date} too: it is part of what is signed.",
        ),
        (
            "",
            "Include {person}, {section}, {signer} and {date} too: it is part of what is signed.",
        ),
    ],
)
def test_an_editor_reads_what_to_correct(text: str, why: str) -> None:
    flaw = flaw_of("decline", text)
    assert flaw is not None
    assert flaw_in_words("decline", flaw) == why


def test_only_an_endorsement_names_a_certificate() -> None:
    common = ("person", "section", "signer", "date")
    assert placeholders("endorsement") == (*common, "certificate")
    assert placeholders("decline") == placeholders("good_standing") == common
