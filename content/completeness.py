"""What keeps a module page from being published: the curriculum's rules, and the sum of its minutes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.text import slugify

from content.services.rendering import graded_questions, rendered_sections
from curriculum.models import Course
from curriculum.rules.completeness import Problem, problems
from curriculum.selectors.courses import in_the_course, prerequisites_of, titles_of

# What the curriculum's rules look at; the rest of an edition cannot keep anybody from completing it.
RULED = ("title", "summary", "minutes", "pass_mark", "sections", "questions")


def edition_content(slug: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What an edition says, from a module page's fields: its text rendered once, its questions with opaque ids."""
    return {
        "title": values["title"],
        "summary": values["summary"],
        "outcomes": [block.value for block in values["outcomes"]],
        "sources": [block.value for block in values["sources"]],
        "competences": [block.value for block in values["competences"]],
        "minutes": values["minutes"],
        "pass_mark": values["pass_mark"],
        "sections": rendered_sections(values["sections"]),
        "questions": graded_questions(slug, values["questions"]),
    }


def module_problems(
    slug: str,
    content: Mapping[str, Any],
    *,
    check_minutes: int | None,
    prerequisite: str | None,
    course: Course | None,
) -> list[Problem]:
    """Everything to mend before the module can be published, each with its place in the page.

    `prerequisite` is the slug of the module that this one waits for; it must be in the course (None: there is none
    yet). Minutes are honest: those of the sections and of the check make those of the module.
    """
    before = prerequisites_of(course) if course else {}
    titles = titles_of(course) if course else {}
    found = problems(
        **{name: content[name] for name in RULED},
        module=slug,
        prerequisites={**before, slug: prerequisite},
        titles={**titles, slug: content["title"]},
    )
    if prerequisite is not None and not _can_be_done(prerequisite, course):
        found.append(Problem(("prerequisite",), "Publish that module first."))
    return [*found, *_twins(content["sections"]), *_minutes(content, check_minutes, found)]


def _can_be_done(slug: str, course: Course | None) -> bool:
    return course is not None and in_the_course(course).filter(slug=slug).exists()


def _twins(sections: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Sections whose titles make one address: numbered by their order, they would change places for readers."""
    addresses = Counter(slugify(section["title"]) for section in sections)
    for place, section in enumerate(sections):
        if section["title"] and addresses[slugify(section["title"])] > 1:
            yield Problem(
                ("sections", place, "title"),
                "Another section of this module has this title. Give each its own.",
            )


def _minutes(
    content: Mapping[str, Any], check_minutes: int | None, found: list[Problem]
) -> Iterator[Problem]:
    if not check_minutes:
        yield Problem(("check_minutes",), "Say how many minutes the check takes, at least 1.")
        return
    reading = sum(section["minutes"] or 0 for section in content["sections"])
    said = content["minutes"]
    if (
        not any(problem.path == ("minutes",) for problem in found)
        and reading + check_minutes != said
    ):
        yield Problem(
            ("minutes",),
            f"The sections take {reading} minutes and the check {check_minutes}: "
            f"that makes {reading + check_minutes}, not {said}.",
        )
