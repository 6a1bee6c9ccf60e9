"""What keeps a module from being completed, and where it is said."""

import copy

import pytest

from curriculum.phrases.completeness import in_words
from curriculum.rules.completeness import circle, problems
from tests.curriculum.courses import CONTENT

ASKED = ("title", "summary", "minutes", "pass_mark", "sections", "questions")
WHOLE = {name: CONTENT[name] for name in ASKED}
SINGLE, MULTIPLE, TRUE_FALSE, ORDERING = range(4)


def with_change(change) -> dict:
    content = copy.deepcopy(WHOLE)
    change(content)
    return content


def options(question, **given):
    def change(content):
        for name, value in given.items():
            for option in content["questions"][question]["options"]:
                option[name] = value

    return change


def cut(question, number):
    def change(content):
        del content["questions"][question]["options"][number:]

    return change


def put(value, *path):
    def change(content):
        into = content
        for step in path[:-1]:
            into = into[step]
        into[path[-1]] = value

    return change


def test_a_whole_module_has_no_problem():
    assert problems(**WHOLE) == []


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        (put(" ", "title"), ("title",), "title"),
        (put("", "summary"), ("summary",), "about"),
        (put(None, "minutes"), ("minutes",), "minutes"),
        (put(0, "minutes"), ("minutes",), "minutes"),
        (put(5, "minutes"), ("minutes",), "at least 6"),
        (put(None, "pass_mark"), ("pass_mark",), "1 to 100"),
        (put(0, "pass_mark"), ("pass_mark",), "1 to 100"),
        (put(101, "pass_mark"), ("pass_mark",), "1 to 100"),
        (put([], "sections"), ("sections",), "at least one section"),
        (put("", "sections", 1, "title"), ("sections", 1, "title"), "title"),
        (put(None, "sections", 1, "minutes"), ("sections", 1, "minutes"), "minutes"),
        (put("<p>&nbsp; </p>", "sections", 0, "html"), ("sections", 0, "html"), "text"),
        (put("", "sections", 0, "slug"), ("sections", 0, "slug"), "address"),
        (put("check", "sections", 0, "slug"), ("sections", 0, "slug"), "address"),
        (put([], "questions"), ("questions",), "at least one question"),
        (put(" ", "questions", 2, "text"), ("questions", 2, "text"), "question"),
        (put("essay", "questions", 2, "kind"), ("questions", 2, "kind"), "kind"),
        (put(None, "questions", 2, "id"), ("questions", 2, "id"), "id"),
        (options(SINGLE, right=False), ("questions", 0, "options"), "exactly one"),
        (options(SINGLE, right=True), ("questions", 0, "options"), "exactly one"),
        (
            put(
                [{"id": "a", "text": "A", "right": True, "feedback": ""}],
                "questions",
                0,
                "options",
            ),
            ("questions", 0, "options"),
            "wrong",
        ),
        (options(MULTIPLE, right=False), ("questions", 1, "options"), "at least one"),
        (options(MULTIPLE, right=True), ("questions", 1, "options"), "wrong"),
        (options(TRUE_FALSE, right=True), ("questions", 2, "options"), "exactly one"),
        (cut(TRUE_FALSE, 1), ("questions", 2, "options"), "two answers"),
        (cut(ORDERING, 1), ("questions", 3, "options"), "two steps"),
        (
            put("", "questions", 0, "options", 1, "text"),
            ("questions", 0, "options", 1, "text"),
            "answer",
        ),
        (
            put("one-case", "questions", 0, "options", 1, "id"),
            ("questions", 0, "options", 0, "id"),
            "id",
        ),
        (
            put("what  HAPPENED?", "questions", 0, "options", 1, "text"),
            ("questions", 0, "options", 0, "text"),
            "same",
        ),
    ],
)
def test_each_problem_is_told_at_its_field(change, path, words):
    found = problems(**with_change(change))
    assert found[0].path == path
    assert words in in_words(found[0])


def test_two_sections_at_one_address_are_both_told():
    found = problems(**with_change(put("first", "sections", 1, "slug")))
    assert [problem.path for problem in found] == [("sections", 0, "slug"), ("sections", 1, "slug")]


def test_a_picture_is_something_to_read():
    html = "<figure><img src='x' alt='Six stages'></figure>"
    assert problems(**with_change(put(html, "sections", 0, "html"))) == []


def test_options_that_are_missing_altogether():
    found = problems(**with_change(lambda content: content["questions"][0].pop("options")))
    assert [problem.path for problem in found] == [("questions", 0, "options")]


def test_everything_is_told_at_once():
    found = problems(title="", summary="", minutes=None, pass_mark=None, sections=[], questions=[])
    assert [problem.path for problem in found] == [
        ("title",),
        ("summary",),
        ("minutes",),
        ("pass_mark",),
        ("sections",),
        ("questions",),
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
    found = problems(**WHOLE, module="a", prerequisites=prerequisites)
    assert [problem.path for problem in found] == ([("prerequisite",)] if way else [])
