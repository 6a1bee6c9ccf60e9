"""The expectations, published edition after edition and signed by two people: rows, history, and what turns them down."""

from typing import Any

import pytest

from curriculum.content import content_hash
from curriculum.models import Acceptance, ExpectationsEdition
from curriculum.services.editions import (
    Publication,
    publish_expectations,
    publish_text,
)
from curriculum.services.expectations import accept_expectations
from curriculum.signals import learned, published
from portal.common.signatures import fingerprint
from tests.clock import TODAY, days
from tests.curriculum.acts.test_editions import DAY, MINOR, of_kind
from tests.curriculum.courses import (
    make_expectations,
)
from tests.factories import Cast
from tests.said import hearing, history_of, refusal

pytestmark = pytest.mark.django_db

SIGNED = {
    "title": "Expectations",
    "intro": "I undertake:",
    "items": ["I attend.", "I listen."],
    "meaning": "I accept these expectations.",
}


class TestExpectations:
    def test_the_text_is_kept_without_loose_ends(self, cast: Cast) -> None:
        loose = {
            "title": " Expectations ",
            "intro": "I undertake:\n",
            "items": [" I attend.", "", "  ", "I listen. "],
            "meaning": " I accept these expectations. ",
        }
        with hearing(published, "edition") as heard:
            edition = publish_expectations(**loose, by=cast.editor)
        edition.refresh_from_db()
        assert {name: getattr(edition, name) for name in SIGNED} == SIGNED
        assert edition.content_hash == content_hash(SIGNED)
        assert (edition.number, edition.change, edition.due_on) == (1, "material", TODAY)
        assert (edition.published_by, edition.published_on) == (cast.editor, TODAY)
        assert history_of(edition) == [("+", cast.editor, "Expectations published")]
        assert heard == [(ExpectationsEdition, edition)]
        assert publish_expectations(**SIGNED, by=cast.coordinator) == edition

    @pytest.mark.parametrize(
        ("field", "empty"), [("title", " "), ("intro", ""), ("items", [" "]), ("meaning", "\n")]
    )
    def test_nothing_that_is_signed_is_empty(self, field: str, empty: Any) -> None:
        said = {**SIGNED, field: empty}
        assert refusal(publish_expectations, **said, by=None) == (
            "empty",
            field,
            "Write something here: it is signed.",
        )
        assert not ExpectationsEdition.objects.exists()
        assert publish_expectations(**SIGNED, by=None).number == 1

    def test_each_edition_is_numbered_after_the_newest(self) -> None:
        for number in (1, 2, 3):
            said = Publication("material", "New.", days(number))
            assert make_expectations(f"Number {number}", said).number == number
        # The words of the first again are a fourth edition.
        assert make_expectations("Number 1", MINOR).number == 4
        numbers = ExpectationsEdition.objects.values_list("number", "change", "due_on")
        assert list(numbers) == [
            (1, "material", days(1)),
            (2, "material", days(2)),
            (3, "material", days(3)),
            (4, "minor", None),
        ]

    def test_a_text_is_published_by_the_rules_of_a_module(self, cast: Cast) -> None:
        def text(title: str) -> ExpectationsEdition:
            said = {**SIGNED, "title": title}
            return ExpectationsEdition(**said, content_hash=content_hash(said))

        first = publish_text(text("One"), by=None)
        assert (first.number, first.due_on) == (1, TODAY)
        assert publish_text(text("One"), by=cast.editor) == first
        undated = of_kind("material")
        assert refusal(publish_text, text("Two"), said=undated, by=None) == (
            "due_on",
            "due_on",
            DAY,
        )
        assert publish_text(text("Two"), said=MINOR, by=cast.editor).number == 2


class TestSigning:
    def test_two_people_sign_the_same_edition_each_in_their_own_name(self, cast: Cast) -> None:
        edition = make_expectations()
        people = {cast.supporter: "Sam Example", cast.other_supporter: "sue example, md"}
        with hearing(learned, "person", "on", "by") as heard:
            signed = [
                accept_expectations(person, edition_id=edition.pk, printed_name=name)
                for person, name in people.items()
            ]
        assert [(each.person, each.printed_name) for each in signed] == list(people.items())
        text = "Expectations\n\nI undertake:\n\n1. I attend.\n2. I listen."
        assert {(each.statement, each.statement_hash, each.meaning) for each in signed} == {
            (text, fingerprint(text), "I accept these expectations.")
        }
        assert [history_of(each) for each in signed] == [
            [("+", person, "Expectations accepted")] for person in people
        ]
        assert heard == [(Acceptance, person, TODAY, person) for person in people]

    def test_what_cannot_be_signed_says_why(self, cast: Cast) -> None:
        old = make_expectations()
        newest = make_expectations("Our expectations", MINOR)
        for edition_id, name, said in [
            (
                newest.pk + 1,
                "Sam Example",
                ("unknown", None, "There are no such expectations."),
            ),
            (
                old.pk,
                "Sam Example",
                (
                    "stale",
                    None,
                    "The expectations changed while you read them. Read them again, then sign.",
                ),
            ),
            (
                newest.pk,
                "Sue Example",
                (
                    "name",
                    "printed_name",
                    "Write your name as it stands in your account: Sam Example.",
                ),
            ),
        ]:
            act = {"edition_id": edition_id, "printed_name": name}
            assert refusal(accept_expectations, cast.supporter, **act) == said
        signed = accept_expectations(
            cast.supporter, edition_id=newest.pk, printed_name="Sam Example"
        )
        assert signed.edition == newest

    def test_an_edition_signed_before_stays_signed_when_a_newer_one_is_out(
        self, cast: Cast
    ) -> None:
        edition = make_expectations()
        act = {"edition_id": edition.pk, "printed_name": "Sam Example"}
        signed = accept_expectations(cast.supporter, **act)
        make_expectations("Our expectations", MINOR)
        assert accept_expectations(cast.supporter, **act) == signed
        assert refusal(accept_expectations, cast.other_supporter, **act)[0] == "stale"
