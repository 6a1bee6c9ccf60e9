"""The versions of the statements that leaders sign: made once, followed by the next, and refused in words."""

import pytest

from certification.enums import StatementKind
from certification.models import Statement
from certification.services.policy import ensure_statements, put_statement_in_use
from tests.certification.traces import reasons, refusal_of
from tests.factories import make_person
from tests.path import STATEMENTS

pytestmark = pytest.mark.django_db

WORDS = STATEMENTS["endorsement"]


@pytest.fixture
def actor():
    return make_person("Cora Example")


def test_statements_made_together_and_the_next_ones(actor):
    made = ensure_statements(STATEMENTS, by=actor)
    assert [(each.kind, each.number, each.text, each.meaning) for each in made] == [
        (kind, 1, words["text"], words["meaning"]) for kind, words in STATEMENTS.items()
    ]
    assert [reasons(each) for each in made] == [[(actor, "First version of the statement")]] * len(
        STATEMENTS
    )
    assert ensure_statements(STATEMENTS, by=actor) == []


def test_a_kind_that_is_there_is_skipped_and_the_others_are_made(actor):
    ensure_statements({"endorsement": WORDS}, by=None)
    made = ensure_statements(STATEMENTS, by=actor)
    assert [each.kind for each in made] == ["good_standing", "decline"]
    assert Statement.objects.count() == 3


def test_the_next_version_of_a_statement(actor):
    first = put_statement_in_use("endorsement", **WORDS, by=actor)
    assert (first.kind, first.number, first.text, first.meaning) == (
        StatementKind.ENDORSEMENT,
        1,
        WORDS["text"],
        WORDS["meaning"],
    )
    assert reasons(first) == [(actor, "New version of the statement")]
    text = f"Today {WORDS['text']}"
    second = put_statement_in_use("endorsement", text=text, meaning=WORDS["meaning"], by=actor)
    third = put_statement_in_use("endorsement", text=text, meaning="My endorsement", by=actor)
    assert [(each.number, each.text, each.meaning) for each in (second, third)] == [
        (2, text, "Endorsement"),
        (3, text, "My endorsement"),
    ]
    # An older version may come back; other kinds count for themselves.
    assert put_statement_in_use("endorsement", **WORDS, by=actor).number == 4
    assert put_statement_in_use("decline", **STATEMENTS["decline"], by=actor).number == 1


def test_statements_that_cannot_be_in_words():
    put_statement_in_use("endorsement", **WORDS, by=None)
    no_kind = "There is no kind of statement called “praise”."
    alone = "A brace { or } stands alone. To show a brace, write it twice."
    broken = {**WORDS, "text": "I endorse {person."}
    assert refusal_of(put_statement_in_use, "praise", **WORDS, by=None) == ("kind", "kind", no_kind)
    assert refusal_of(ensure_statements, {"praise": WORDS}, by=None) == ("kind", None, no_kind)
    assert refusal_of(put_statement_in_use, "endorsement", **broken, by=None) == (
        "placeholder",
        "text",
        alone,
    )
    assert refusal_of(ensure_statements, {"decline": broken}, by=None) == (
        "placeholder",
        "text",
        alone,
    )
    assert refusal_of(put_statement_in_use, "endorsement", **WORDS, by=None) == (
        "unchanged",
        "text",
        "This is the version in use. Change its text or its meaning.",
    )
    assert Statement.objects.count() == 1
