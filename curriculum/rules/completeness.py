"""What keeps a module from being completed, told at the field where it is mended. Pure.

Asked twice: by the CMS form, so that an editor reads it at the field, and by `publish_edition`, so that
nothing else gets past it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from django.utils.html import strip_tags

from curriculum.enums import QuestionKind

# A section may show a picture or a film and no words.
_SHOWS_SOMETHING = re.compile(r"<(img|video|audio|iframe|svg|table)\b", re.IGNORECASE)
# The address of the knowledge check, which no section may take.
RESERVED_SLUGS = frozenset({"check"})


class Problem(NamedTuple):
    """What to mend (`message`, for the editor) and where: ("questions", 2, "options") is the third question."""

    path: tuple[str | int, ...]
    message: str


def problems(
    *,
    title: str,
    summary: str,
    minutes: int | None,
    pass_mark: int | None,
    sections: Sequence[Mapping[str, Any]],
    questions: Sequence[Mapping[str, Any]],
    module: str = "",
    prerequisites: Mapping[str, str | None] | None = None,
    titles: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Everything that would keep a person from completing this module; empty when it can be published.

    `sections` and `questions` are plain data as in `curriculum.models.Edition`; a key that is missing or None
    counts as empty. `prerequisites` names for each module (slug) the one that must be finished first; with it
    and `module` (this one's slug) a circle is found, and named by `titles`.
    """
    return [
        *_texts(title, summary),
        *_minutes(minutes, sections),
        *_pass_mark(pass_mark),
        *_sections(sections),
        *_questions(questions),
        *_circle(module, prerequisites or {}, titles or {}),
    ]


def circle(module: str, prerequisites: Mapping[str, str | None]) -> list[str]:
    """The modules (slugs) that wait for one another, beginning and ending with `module`; empty without a circle."""
    way = [module]
    before = prerequisites.get(module)
    while before and before not in way:
        way.append(before)
        before = prerequisites.get(before)
    return [*way, module] if before == module else []


def _texts(title: str, summary: str) -> Iterator[Problem]:
    if _empty(title):
        yield Problem(("title",), "Write the module’s title.")
    if _empty(summary):
        yield Problem(("summary",), "Write a sentence that says what the module is about.")


def _minutes(minutes: int | None, sections: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    if not minutes or minutes < 1:
        yield Problem(("minutes",), "Say how many minutes the module takes, at least 1.")
        return
    reading = sum(section.get("minutes") or 0 for section in sections)
    if reading >= minutes:
        yield Problem(
            ("minutes",),
            f"The sections alone take {reading} minutes: give the module at least {reading + 1}, "
            "so that there is time for the check.",
        )


def _pass_mark(pass_mark: int | None) -> Iterator[Problem]:
    if pass_mark is None or not 1 <= pass_mark <= 100:
        yield Problem(("pass_mark",), "Set a pass mark from 1 to 100 percent.")


def _sections(sections: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    if not sections:
        yield Problem(("sections",), "Add at least one section to read.")
    slugs = Counter(section.get("slug") for section in sections)
    for place, section in enumerate(sections):
        here = ("sections", place)
        slug = section.get("slug")
        if not slug or slugs[slug] > 1 or slug in RESERVED_SLUGS:
            yield Problem((*here, "slug"), "Give this section an address of its own in the module.")
        if _empty(section.get("title")):
            yield Problem((*here, "title"), "Write the section’s title.")
        if (section.get("minutes") or 0) < 1:
            yield Problem((*here, "minutes"), "Say how many minutes the section takes, at least 1.")
        html = section.get("html") or ""
        if _empty(unescape(strip_tags(html))) and not _SHOWS_SOMETHING.search(html):
            yield Problem((*here, "html"), "Write the section’s text.")


def _questions(questions: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    if not questions:
        yield Problem(("questions",), "Add at least one question to the knowledge check.")
    ids = Counter(question.get("id") for question in questions)
    for place, question in enumerate(questions):
        here = ("questions", place)
        if not question.get("id") or ids[question.get("id")] > 1:
            yield Problem((*here, "id"), "Give this question an id of its own in the module.")
        if _empty(question.get("text")):
            yield Problem((*here, "text"), "Write the question.")
        if question.get("kind") not in QuestionKind.values:
            yield Problem((*here, "kind"), "Choose what kind of question this is.")
            continue
        options = question.get("options") or []
        yield from _options(here, options)
        if fault := _fault(QuestionKind(question["kind"]), options):
            yield Problem((*here, "options"), fault)


def _options(
    here: tuple[str | int, ...], options: Sequence[Mapping[str, Any]]
) -> Iterator[Problem]:
    ids = Counter(option.get("id") for option in options)
    texts = Counter(_plain(option.get("text")) for option in options)
    for place, option in enumerate(options):
        at = (*here, "options", place)
        if not option.get("id") or ids[option.get("id")] > 1:
            yield Problem((*at, "id"), "Give this answer an id of its own in the question.")
        if _empty(option.get("text")):
            yield Problem((*at, "text"), "Write the answer.")
        elif texts[_plain(option["text"])] > 1:
            yield Problem((*at, "text"), "Two answers say the same: nobody can tell them apart.")


def _fault(kind: QuestionKind, options: Sequence[Mapping[str, Any]]) -> str:
    """What is wrong with the options as a whole; empty when the question can be answered rightly and wrongly."""
    right = sum(bool(option.get("right")) for option in options)
    wrong = len(options) - right
    if kind == QuestionKind.ORDERING:
        return "" if len(options) > 1 else "Give at least two steps to put in order."
    if kind == QuestionKind.MULTIPLE:
        if not right:
            return "Mark at least one answer as right."
        return "" if wrong else "Give at least one answer that is wrong."
    if kind == QuestionKind.TRUE_FALSE and len(options) != 2:
        return "Give exactly two answers: true and false."
    if right != 1:
        return "Mark exactly one answer as right."
    return "" if wrong else "Give at least one answer that is wrong."


def _circle(
    module: str, prerequisites: Mapping[str, str | None], titles: Mapping[str, str]
) -> Iterator[Problem]:
    if way := circle(module, prerequisites):
        yield Problem(("prerequisite",), waiting_for_one_another(way, titles))


def waiting_for_one_another(way: Sequence[str], titles: Mapping[str, str]) -> str:
    """The sentence that names a circle to an editor, who knows titles and no slugs."""
    named = " → ".join(f"“{titles.get(slug) or slug}”" for slug in way)
    return f"These modules wait for one another, so nobody could begin: {named}."


def _plain(text: Any) -> str:
    return " ".join(str(text or "").split()).casefold()


def _empty(text: Any) -> bool:
    return not _plain(text)
