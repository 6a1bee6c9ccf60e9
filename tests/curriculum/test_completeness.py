"""What keeps a module from being completed, and where it is said."""

import copy

import pytest

from curriculum.content import ModuleContent
from curriculum.phrases.completeness import in_words
from curriculum.rules.completeness import circle, problems
from tests.curriculum.courses import content

WHOLE = content().as_json()
# Where the sections end and the check stands; where its questions are.
CHECK = 2
QUESTIONS = ("parts", CHECK, "data", "questions")
SINGLE, MULTIPLE, TRUE_FALSE, ORDERING = range(4)


def with_change(change) -> ModuleContent:
    said = copy.deepcopy(WHOLE)
    change(said)
    return ModuleContent.from_json(said)


def at(content, *path):
    for step in path:
        content = content[step]
    return content


def options(question, **given):
    def change(content):
        for name, value in given.items():
            for option in at(content, *QUESTIONS, question)["options"]:
                option[name] = value

    return change


def cut(question, number):
    def change(content):
        del at(content, *QUESTIONS, question)["options"][number:]

    return change


def put(value, *path):
    def change(content):
        at(content, *path[:-1])[path[-1]] = value

    return change


def test_a_whole_module_has_no_problem():
    assert problems(content()) == []


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        (put(" ", "title"), ("title",), "title"),
        (put("", "summary"), ("summary",), "about"),
        (put(None, "minutes"), ("minutes",), "minutes"),
        (put(0, "minutes"), ("minutes",), "minutes"),
        (put(5, "minutes"), ("minutes",), "makes 8, not 5"),
        (put(None, "pass_mark"), ("pass_mark",), "1 to 100"),
        (put(0, "pass_mark"), ("pass_mark",), "1 to 100"),
        (put(101, "pass_mark"), ("pass_mark",), "1 to 100"),
        (lambda said: said.update(parts=said["parts"][:CHECK], minutes=5), ("parts",), "Add a kn"),
        (
            lambda said: said.update(parts=said["parts"][CHECK:], minutes=3),
            ("parts",),
            "one section",
        ),
        (put("", "parts", 1, "title"), ("parts", 1, "title"), "title"),
        (put(None, "parts", 1, "minutes"), ("parts", 1, "minutes"), "minutes"),
        (put("<p>&nbsp; </p>", "parts", 0, "data", "html"), ("parts", 0, "html"), "text"),
        (put("", "parts", 0, "slug"), ("parts", 0, "slug"), "address"),
        (put("check", "parts", 0, "slug"), ("parts", 0, "slug"), "Another section"),
        (put([], *QUESTIONS), ("parts", CHECK, "questions"), "at least one question"),
        (put(" ", *QUESTIONS, 2, "text"), ("parts", CHECK, "questions", 2, "text"), "question"),
        (put("essay", *QUESTIONS, 2, "kind"), ("parts", CHECK, "questions", 2, "kind"), "kind"),
        (put(None, *QUESTIONS, 2, "id"), ("parts", CHECK, "questions", 2, "id"), "id"),
        (options(SINGLE, right=False), ("parts", CHECK, "questions", 0, "options"), "exactly one"),
        (options(SINGLE, right=True), ("parts", CHECK, "questions", 0, "options"), "exactly one"),
        (
            put(
                [{"id": "a", "text": "A", "right": True, "feedback": ""}],
                *QUESTIONS,
                0,
                "options",
            ),
            ("parts", CHECK, "questions", 0, "options"),
            "wrong",
        ),
        (
            options(MULTIPLE, right=False),
            ("parts", CHECK, "questions", 1, "options"),
            "at least one",
        ),
        (options(MULTIPLE, right=True), ("parts", CHECK, "questions", 1, "options"), "wrong"),
        (
            options(TRUE_FALSE, right=True),
            ("parts", CHECK, "questions", 2, "options"),
            "exactly one",
        ),
        (cut(TRUE_FALSE, 1), ("parts", CHECK, "questions", 2, "options"), "two answers"),
        (cut(ORDERING, 1), ("parts", CHECK, "questions", 3, "options"), "two steps"),
        (
            put("", *QUESTIONS, 0, "options", 1, "text"),
            ("parts", CHECK, "questions", 0, "options", 1, "text"),
            "answer",
        ),
        (
            put("one-case", *QUESTIONS, 0, "options", 1, "id"),
            ("parts", CHECK, "questions", 0, "options", 0, "id"),
            "id",
        ),
        (
            put("what  HAPPENED?", *QUESTIONS, 0, "options", 1, "text"),
            ("parts", CHECK, "questions", 0, "options", 0, "text"),
            "same",
        ),
    ],
)
def test_each_problem_is_told_at_its_field(change, path, words):
    found = problems(with_change(change))
    assert found[0].path == path
    assert words in in_words(found[0])


def test_a_part_of_a_kind_that_nobody_knows():
    found = problems(with_change(put("essay", "parts", 0, "kind")))
    assert [(problem.path, problem.code) for problem in found] == [
        (("parts", 0, "kind"), "part_kind")
    ]
    assert in_words(found[0]) == "Choose what kind of part this is."


def test_a_module_has_one_check():
    found = problems(
        with_change(lambda said: said["parts"].append({**said["parts"][CHECK], "slug": "more"}))
    )
    assert [problem.code for problem in found] == ["minutes_sum", "checks"]


def test_two_sections_at_one_address_are_both_told():
    found = problems(with_change(put("first", "parts", 1, "slug")))
    assert [problem.path for problem in found] == [("parts", 0, "slug"), ("parts", 1, "slug")]


def codes(said) -> list[str]:
    return [problem.code for problem in problems(ModuleContent.from_json(said))]


def test_one_minute_is_enough_and_minutes_must_add_up():
    section, check = WHOLE["parts"][0], WHOLE["parts"][CHECK]

    def of(minutes, *each):
        parts = [{**part, "minutes": n} for part, n in zip([section, check], each, strict=True)]
        return codes({**WHOLE, "minutes": minutes, "parts": parts})

    assert of(2, 1, 1) == []
    assert of(1, 1, 1) == ["minutes_sum"]
    assert of(3, 1, 1) == ["minutes_sum"]
    # A part without minutes is refused itself: the sum would only repeat it.
    assert of(1, 1, 0) == ["part_minutes"]
    assert of(0, 1, 1) == ["minutes"]
    whole = ModuleContent.from_json({**WHOLE, "minutes": 1, "parts": []})
    assert [problem.code for problem in problems(whole)] == ["no_check", "no_section"]
    single = ModuleContent.from_json({**WHOLE, "minutes": 2, "parts": [{**section, "minutes": 1}]})
    assert [(problem.code, problem.values) for problem in problems(single)] == [
        ("minutes_sum", {"sum": 1, "said": 2}),
        ("no_check", {"part": "check"}),
    ]


@pytest.mark.parametrize(("mark", "found"), [(0, 1), (1, 0), (2, 0), (100, 0), (101, 1)])
def test_a_pass_mark_is_from_1_to_100_percent(mark, found):
    assert codes({**WHOLE, "pass_mark": mark}) == ["pass_mark"] * found


def test_a_picture_is_something_to_read():
    html = "<figure><img src='x' alt='Six stages'></figure>"
    assert problems(with_change(put(html, "parts", 0, "data", "html"))) == []


def test_options_that_are_missing_altogether():
    found = problems(with_change(lambda content: at(content, *QUESTIONS, 0).pop("options")))
    assert [problem.path for problem in found] == [("parts", CHECK, "questions", 0, "options")]


def test_everything_is_told_at_once():
    found = problems(ModuleContent.from_json({}))
    assert [problem.path for problem in found] == [
        ("title",),
        ("summary",),
        ("minutes",),
        ("pass_mark",),
        ("parts",),
        ("parts",),
    ]


@pytest.mark.parametrize(
    ("prerequisites", "way"),
    [
        ({"a": None, "b": "a"}, []),
        ({"a": "b", "b": None}, []),
        ({"a": "a"}, ["a", "a"]),
        ({"a": "b", "b": "c", "c": "a"}, ["a", "b", "c", "a"]),
        # A circle of others is their own problem.
        ({"a": "b", "b": "c", "c": "b"}, []),
    ],
)
def test_modules_that_wait_for_one_another(prerequisites, way):
    assert circle("a", prerequisites) == way
