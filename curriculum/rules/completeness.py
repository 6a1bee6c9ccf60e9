"""What keeps a module from being completed, as codes at the fields to correct. Pure.

Asked twice: by the CMS form, so that an editor reads it at the field, and by `publish_edition`, so that
nothing else gets past it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from curriculum.rules.questions import question_kinds

# A section may show a picture or a film and no words.
_SHOWS_SOMETHING = re.compile(r"<(img|video|audio|iframe|svg|table)\b", re.IGNORECASE)
# The address of the knowledge check, which no section may take.
RESERVED_SLUGS = frozenset({"check"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What to correct (`code`, with the `values` of its sentence) and where.

    ("questions", 2, "options") is the third question. `curriculum.phrases.completeness` has the sentences.
    """

    path: tuple[str | int, ...]
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


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
        yield Problem(("title",), "title")
    if _empty(summary):
        yield Problem(("summary",), "summary")


def _minutes(minutes: int | None, sections: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    if not minutes or minutes < 1:
        yield Problem(("minutes",), "minutes")
        return
    reading = sum(section.get("minutes") or 0 for section in sections)
    if reading >= minutes:
        yield Problem(
            ("minutes",),
            "no_time_for_check",
            {"reading": reading, "least": reading + 1},
        )


def _pass_mark(pass_mark: int | None) -> Iterator[Problem]:
    if pass_mark is None or not 1 <= pass_mark <= 100:
        yield Problem(("pass_mark",), "pass_mark")


def _sections(sections: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    if not sections:
        yield Problem(("sections",), "sections")
    slugs = Counter(section.get("slug") for section in sections)
    for place, section in enumerate(sections):
        here = ("sections", place)
        slug = section.get("slug")
        if not slug or slugs[slug] > 1 or slug in RESERVED_SLUGS:
            yield Problem((*here, "slug"), "section_slug")
        if _empty(section.get("title")):
            yield Problem((*here, "title"), "section_title")
        if (section.get("minutes") or 0) < 1:
            yield Problem((*here, "minutes"), "section_minutes")
        html = section.get("html") or ""
        if _empty(unescape(strip_tags(html))) and not _SHOWS_SOMETHING.search(html):
            yield Problem((*here, "html"), "section_html")


def _questions(questions: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    if not questions:
        yield Problem(("questions",), "questions")
    ids = Counter(question.get("id") for question in questions)
    for place, question in enumerate(questions):
        here = ("questions", place)
        if not question.get("id") or ids[question.get("id")] > 1:
            yield Problem((*here, "id"), "question_id")
        if _empty(question.get("text")):
            yield Problem((*here, "text"), "question_text")
        kind = question_kinds().get(question.get("kind", ""))
        if kind is None:
            yield Problem((*here, "kind"), "question_kind")
            continue
        options = question.get("options") or []
        yield from _options(here, options)
        if fault := kind.fault(options):
            values = {"kind": question["kind"], "fault": fault}
            yield Problem((*here, "options"), "fault", values)


def _options(
    here: tuple[str | int, ...], options: Sequence[Mapping[str, Any]]
) -> Iterator[Problem]:
    ids = Counter(option.get("id") for option in options)
    texts = Counter(_plain(option.get("text")) for option in options)
    for place, option in enumerate(options):
        at = (*here, "options", place)
        if not option.get("id") or ids[option.get("id")] > 1:
            yield Problem((*at, "id"), "option_id")
        if _empty(option.get("text")):
            yield Problem((*at, "text"), "option_text")
        elif texts[_plain(option["text"])] > 1:
            yield Problem((*at, "text"), "option_twice")


def _circle(
    module: str, prerequisites: Mapping[str, str | None], titles: Mapping[str, str]
) -> Iterator[Problem]:
    if way := circle(module, prerequisites):
        named = [titles.get(slug) or slug for slug in way]
        yield Problem(("prerequisite",), "circle", {"way": named})


def _plain(text: Any) -> str:
    return " ".join(str(text or "").split()).casefold()


def _empty(text: Any) -> bool:
    return not _plain(text)
