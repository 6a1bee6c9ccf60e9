"""What each kind of part refuses, by path, code and values."""

from collections.abc import Mapping
from typing import Any

import pytest

from curriculum.content import Part
from curriculum.rules import parts
from curriculum.rules.completeness import problems as problems_of_module
from curriculum.rules.kinds import modules_of
from curriculum.rules.parts import check, kind_of, part_kinds, reading
from curriculum.rules.problems import Problem
from tests.curriculum.courses import MULTIPLE, ORDERING, QUESTIONS, SINGLE, content


def part(kind: str = "check", **data: Any) -> Part:
    return Part.from_json({"slug": "one", "kind": kind, "title": "One", "minutes": 1, "data": data})


def refused(*questions: Mapping[str, Any]) -> list[Problem]:
    """The problems of a check with these questions."""
    return list(check.problems(part(questions=list(questions))))


def single(*options: Mapping[str, Any], **differing: Any) -> dict[str, Any]:
    """A question with these options, or with its own."""
    return {**SINGLE, **({"options": list(options)} if options else {}), **differing}


RIGHT = {"id": "a", "text": "Ask", "right": True, "feedback": ""}
WRONG = {"id": "b", "text": "Tell", "right": False, "feedback": ""}


class TestCheck:
    def test_whole_questions_have_no_problem(self) -> None:
        assert refused(*QUESTIONS) == []
        assert refused(single(RIGHT, WRONG)) == []

    @pytest.mark.parametrize("data", [{}, {"questions": None}, {"questions": []}])
    def test_it_needs_a_question(self, data: dict[str, Any]) -> None:
        assert list(check.problems(part(**data))) == [Problem(("questions",), "questions")]

    @pytest.mark.parametrize("empty", [None, ""])
    def test_a_question_needs_an_id_and_a_text(self, empty: str | None) -> None:
        assert refused(SINGLE, {**MULTIPLE, "id": empty, "text": empty}) == [
            Problem(("questions", 1, "id"), "question_id"),
            Problem(("questions", 1, "text"), "question_text"),
        ]

    def test_a_question_without_its_fields_is_refused_at_each(self) -> None:
        assert refused({}, SINGLE) == [
            Problem(("questions", 0, "id"), "question_id"),
            Problem(("questions", 0, "text"), "question_text"),
            Problem(("questions", 0, "kind"), "question_kind"),
        ]

    def test_two_questions_with_one_id_are_both_refused(self) -> None:
        assert refused(SINGLE, MULTIPLE, {**ORDERING, "id": "one"}) == [
            Problem(("questions", 0, "id"), "question_id"),
            Problem(("questions", 2, "id"), "question_id"),
        ]

    def test_an_unknown_kind_does_not_hide_the_problems_of_the_next_question(self) -> None:
        assert refused({**SINGLE, "kind": "essay"}, {**MULTIPLE, "text": " "}) == [
            Problem(("questions", 0, "kind"), "question_kind"),
            Problem(("questions", 1, "text"), "question_text"),
        ]

    @pytest.mark.parametrize("options", [None, []])
    def test_a_question_without_options_has_the_fault_of_its_kind(self, options: Any) -> None:
        where = ("questions", 0, "options")
        values = {"kind": "single", "fault": "one_right"}
        assert refused(single(options=options)) == [Problem(where, "fault", values)]

    @pytest.mark.parametrize("empty", [None, ""])
    def test_an_option_needs_an_id_and_a_text(self, empty: str | None) -> None:
        assert refused(single(RIGHT, {**WRONG, "id": empty, "text": empty})) == [
            Problem(("questions", 0, "options", 1, "id"), "option_id"),
            Problem(("questions", 0, "options", 1, "text"), "option_text"),
        ]

    def test_an_option_without_its_fields_is_refused_at_each(self) -> None:
        assert refused(single(RIGHT, {})) == [
            Problem(("questions", 0, "options", 1, "id"), "option_id"),
            Problem(("questions", 0, "options", 1, "text"), "option_text"),
        ]

    def test_options_with_one_id_or_one_text_are_both_refused(self) -> None:
        at = ("questions", 0, "options")
        assert refused(single(RIGHT, WRONG, {**WRONG, "text": "Wait"})) == [
            Problem((*at, 1, "id"), "option_id"),
            Problem((*at, 2, "id"), "option_id"),
        ]
        assert refused(single(RIGHT, WRONG, {**WRONG, "id": "c", "text": " tell "})) == [
            Problem((*at, 1, "text"), "option_twice"),
            Problem((*at, 2, "text"), "option_twice"),
        ]

    def test_two_empty_texts_are_empty_rather_than_the_same(self) -> None:
        empty = [{**WRONG, "id": name, "text": ""} for name in ("b", "c")]
        codes = [problem.code for problem in refused(single(RIGHT, *empty))]
        assert codes == ["option_text", "option_text"]

    def test_a_module_has_exactly_one(self) -> None:
        found = [list(check.in_module([part()] * count)) for count in (0, 1, 2, 3)]
        many = [Problem(("parts",), "checks")]
        assert found == [[Problem(("parts",), "no_check")], [], many, many]

    def test_its_questions_are_found_among_the_parts(self) -> None:
        section, asks = part("reading"), part(questions=[SINGLE])
        assert check.check_of([section, asks]) == asks
        assert list(check.questions_of([section, asks])) == [SINGLE]
        assert (check.check_of([section]), check.questions_of([section])) == (None, ())

    def test_it_is_never_marked_done_or_carried_over(self) -> None:
        kind = kind_of(part())
        assert kind.is_marked is False
        assert kind.is_done(part(), ["one"]) is False
        assert kind.carries_over(part(), part()) is False


class TestReading:
    @pytest.mark.parametrize("html", ["<p>A word.</p>", "<IMG src='x'>", "<table></table>"])
    def test_words_or_a_picture_are_something_to_read(self, html: str) -> None:
        assert list(reading.problems(part("reading", html=html))) == []

    @pytest.mark.parametrize(
        "data", [{}, {"html": None}, {"html": ""}, {"html": "<p>&nbsp;</p>"}, {"html": "<imgs>"}]
    )
    def test_nothing_to_read_is_refused(self, data: dict[str, Any]) -> None:
        assert list(reading.problems(part("reading", **data))) == [Problem(("html",), "html")]

    def test_a_module_has_at_least_one(self) -> None:
        found = [list(reading.in_module([part("reading")] * count)) for count in (0, 1, 2)]
        assert found == [[Problem(("parts",), "no_section")], [], []]

    def test_it_is_done_once_it_is_marked(self) -> None:
        kind, section = kind_of(part("reading")), part("reading")
        assert kind.is_marked is True
        assert [kind.is_done(section, marked) for marked in (["one"], ["two"], [])] == [
            True,
            False,
            False,
        ]


def test_the_kinds_are_found_by_their_files() -> None:
    modules = modules_of(parts.__name__, parts.__path__)
    assert dict(part_kinds()) == {name: module.KIND for name, module in modules.items()}
    assert (modules["check"], modules["reading"]) == (check, reading)


def test_a_module_says_of_each_problem_which_kind_of_part_it_is_about() -> None:
    said = content().as_json()
    said["parts"][0]["data"]["html"] = ""
    said["parts"][2]["data"]["questions"] = [single(RIGHT)]
    found = problems_of_module(type(content()).from_json(said))
    values = {"kind": "single", "fault": "some_wrong", "part": "check"}
    assert found == [
        Problem(("parts", 0, "html"), "html", {"part": "reading"}),
        Problem(("parts", 2, "questions", 0, "options"), "fault", values),
    ]
    said = {**content().as_json(), "parts": []}
    assert problems_of_module(type(content()).from_json(said)) == [
        Problem(("parts",), "no_check", {"part": "check"}),
        Problem(("parts",), "no_section", {"part": "reading"}),
    ]
