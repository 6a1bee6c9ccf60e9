"""What a reader reads of each block, and what an editor is told at its fields."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError

from content.blocks import BodyBlock, CriterionBlock
from content.blocks.criteria import CriteriaBlock
from content.blocks.text import TableBlock
from content.enums import Confirmation
from tests.clock import TODAY, at, days

READER = {
    "text": ("<h3>First</h3><p>Then.</p>", "First Then."),
    "inset": ({"html": "<p>Feelings.</p>"}, "Key point: Feelings."),
    "details": ({"summary": "More", "html": "<p>Depth.</p>"}, "More Depth."),
    "steps": (
        {"items": [{"title": "Open", "text": "Say who."}, {"title": "Listen", "text": "Wait."}]},
        "Open Say who. Listen Wait.",
    ),
    "do": ({"heading": "Do", "items": ["ask", "wait"]}, "Do ask wait"),
    "dont": (
        {"heading": "Don’t", "items": ["judge", "hurry"]},
        "Don’t don’t judge don’t hurry",
    ),
    "callout": ({"heading": "Careful", "html": "<p>It ends.</p>"}, "Important: Careful It ends."),
    "say": (
        {"heading": "Words that help", "phrases": ["How are you?", "I have time."]},
        "Words that help “How are you?” “I have time.”",
    ),
    "dialogue": (
        {
            "setting": "The stairwell.",
            "turns": [{"speaker": "Peer", "words": "Sit?"}, {"speaker": "You", "words": "Yes."}],
        },
        "The stairwell. Peer Sit? You Yes.",
    ),
    "scenario": (
        {
            "title": "A call",
            "situation": "<p>It rings.</p>",
            "questions": ["Who is it?", "What now?"],
            "discussion": "<p>Answer it.</p>",
        },
        "Think it through A call It rings. Who is it? What now? One way to see it Answer it.",
    ),
}


def words(html: Any) -> str:
    return " ".join(BeautifulSoup(str(html), "html.parser").get_text(" ").split())


def value_of(block: blocks.Block, stored: Any) -> Any:
    """A block's value, from what the database stores of it."""
    return block.to_python(stored)


class TestBody:
    @pytest.mark.parametrize("kind", READER)
    def test_every_word_of_the_editor_reaches_the_reader_in_its_order(self, kind: str) -> None:
        stored, read = READER[kind]
        block = BodyBlock().child_blocks[kind]
        assert words(block.render(value_of(block, stored))) == read

    @pytest.mark.parametrize(
        ("level", "word", "colour"),
        [
            ("non-urgent", "Not urgent", "non-urgent"),
            ("urgent", "The same day", "urgent"),
            ("immediate", "Now", "emergency"),
        ],
    )
    def test_a_care_card_says_its_urgency_in_words_and_colour(
        self, level: str, word: str, colour: str
    ) -> None:
        block = BodyBlock().child_blocks["card"]
        stored = {"level": level, "heading": "Where to turn", "html": "<p>Call 988.</p>"}
        shown = BeautifulSoup(block.render(value_of(block, stored)), "html.parser")
        assert words(shown.find(class_="nhsuk-u-visually-hidden")) == f"{word}:"
        assert f"nhsuk-card--care--{colour}" in shown.find(class_="nhsuk-card--care")["class"]
        assert words(shown).endswith("Where to turn Call 988.")

    def test_a_table_repeats_its_headings_for_the_phone(self) -> None:
        block = TableBlock()
        stored = {
            "table": {
                "columns": [{"type": "text", "heading": "Say"}, {"type": "text", "heading": "Not"}],
                "rows": [{"values": ["A", "B"]}, {"values": ["C", "D"]}],
                "caption": "Words",
            }
        }
        value = value_of(block, stored)
        assert (value.caption, value.header) == ("Words", ["Say", "Not"])
        assert words(block.render(value)) == "Words Say Not Say A Not B Say C Not D"
        empty = value_of(block, {"table": {**stored["table"], "rows": []}})
        with pytest.raises(StructBlockValidationError) as refused:
            block.clean(empty)
        assert list(refused.value.non_block_errors) == [
            "Add a column and a row, or remove the table."
        ]
        assert block.clean(value).caption == "Words"


class TestSituations:
    ENTRY: dict[str, Any] = {
        "title": "Danger",
        "slug": "danger",
        "level": "immediate",
        "what_html": "<p>Not safe.</p>",
        "who_to_tell": "Call 988.",
        "by_when": "Now",
        "office": "Office of Legal Affairs",
        "citation": "A statute",
        "status": "confirmed",
        "verified_on": TODAY,
        "verify_by": days(90),
    }

    def entry(self, **changed: Any) -> Any:
        stored = {**self.ENTRY, **changed}
        dated = {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in stored.items()}
        return CriterionBlock().to_python(dated)

    @pytest.mark.parametrize(
        ("office", "read"),
        [
            ("Office of Equity", "the Office of Equity"),
            ("Department of Medicine", "the Department of Medicine"),
            ("Risk Management", "Risk Management"),
            ("", "the program office"),
        ],
    )
    def test_its_owner_stands_inside_a_sentence(self, office: str, read: str) -> None:
        assert self.entry(office=office).owner_in_words == read

    def test_what_is_due_says_so_from_the_day_after(self) -> None:
        value = self.entry()
        for day, said in [
            (TODAY, []),
            (days(90), []),
            (
                days(91),
                [
                    "Due for checking since February 21, 2027. "
                    "Ask the Office of Legal Affairs before you rely on it."
                ],
            ),
        ]:
            with at(day.isoformat()):
                assert [notice.text for notice in value.notices] == said

    def test_a_reader_reads_when_and_whom_before_the_small_print(self) -> None:
        assert words(CriterionBlock().render(self.entry())) == (
            "Now: Danger Not safe. By when Now Whom to tell Call 988 . "
            "Owner: Office of Legal Affairs. Source: A statute "
            "Checked by the Office of Legal Affairs: November 23, 2026. "
            "Next check by: February 21, 2027."
        )

    @pytest.mark.parametrize(
        ("changed", "field", "sentence"),
        [
            ({"office": ""}, "office", "This field is required."),
            ({"citation": ""}, "citation", "Say where this comes from."),
            (
                {"verified_on": None},
                "verified_on",
                "Say on which day its owner confirmed it.",
            ),
            (
                {"verified_on": days(1)},
                "verified_on",
                "This day is still to come. Choose today or an earlier day.",
            ),
            (
                {"verify_by": TODAY},
                "verify_by",
                "Choose a day after the one on which it was checked.",
            ),
            ({"slug": "Two words"}, "slug", "Use small letters, digits and hyphens."),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(
        self, changed: dict, field: str, sentence: str
    ) -> None:
        block = CriterionBlock()
        with pytest.raises(StructBlockValidationError) as refused:
            block.clean(self.entry(**changed))
        errors = refused.value.block_errors
        assert {name: error.messages for name, error in errors.items()} == {field: [sentence]}
        assert block.clean(self.entry())["title"] == "Danger"

    def test_what_is_not_known_yet_needs_neither_source_nor_day(self) -> None:
        unknown = {"citation": "", "verified_on": None, "status": Confirmation.UNKNOWN.value}
        cleaned = CriterionBlock().clean(self.entry(**unknown))
        assert [notice.kind for notice in cleaned.notices] == ["unknown"]

    def test_two_entries_of_one_address_are_both_named(self) -> None:
        block = CriteriaBlock()

        def page(*slugs: str) -> Any:
            stored = {"verified_on": TODAY.isoformat(), "verify_by": days(90).isoformat()}
            return block.to_python(
                [
                    {"type": "criterion", "value": {**self.ENTRY, **stored, "slug": slug}}
                    for slug in slugs
                ]
            )

        with pytest.raises(ValidationError) as refused:
            block.clean(page("one", "two", "one"))
        assert sorted(refused.value.block_errors) == [0, 2]
        assert len(block.clean(page("one", "two"))) == 2
