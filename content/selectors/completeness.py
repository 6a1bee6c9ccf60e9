"""What keeps a module page from being published: the rules, asked with the course as it is."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import slugify

from content.rules.completeness import minutes_problems, twin_problems
from curriculum.models import Course
from curriculum.rules.completeness import Problem, problems
from curriculum.selectors.courses import in_the_course, prerequisites_of, titles_of

# What the curriculum's rules look at; the rest of an edition cannot keep anybody from completing it.
RULED = ("title", "summary", "minutes", "pass_mark", "sections", "questions")


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
        found.append(Problem(("prerequisite",), "prerequisite_unpublished"))
    sections = content["sections"]
    found += twin_problems([slugify(section["title"]) for section in sections])
    reading = [section["minutes"] for section in sections]
    for problem in minutes_problems(reading, check_minutes, content["minutes"]):
        # A number that is refused for itself is not compared, too.
        if problem.path != ("minutes",) or all(other.path != problem.path for other in found):
            found.append(problem)
    return found


def _can_be_done(slug: str, course: Course | None) -> bool:
    return course is not None and in_the_course(course).filter(slug=slug).exists()
