"""What keeps a module from being completed, as codes at the fields to correct. Pure.

Checked twice: by the CMS form, so that an editor reads it at the field, and by `publish_edition`, so that
nothing else gets past it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from curriculum.content import ModuleContent, Part
from curriculum.rules.parts import part_kinds
from curriculum.rules.plain_text import is_empty
from curriculum.rules.problems import Problem


def problems(content: ModuleContent) -> list[Problem]:
    """Everything that would keep a person from completing this module; empty when it can be published."""
    return [
        *_texts(content),
        *_minutes(content),
        *_pass_mark(content.pass_mark),
        *_in_module(content.parts),
        *_parts(content.parts),
    ]


def circle(module: str, prerequisites: Mapping[str, str | None]) -> list[str]:
    """The modules (slugs) that wait for one another, beginning and ending with `module`; empty without a circle."""
    way = [module]
    before = prerequisites.get(module)
    while before and before not in way:
        way.append(before)
        before = prerequisites.get(before)
    return [*way, module] if before == module else []


def _texts(content: ModuleContent) -> Iterator[Problem]:
    if is_empty(content.title):
        yield Problem(("title",), "title")
    if is_empty(content.summary):
        yield Problem(("summary",), "summary")


def _minutes(content: ModuleContent) -> Iterator[Problem]:
    """The module's minutes must equal the sum of its parts' minutes."""
    if content.minutes < 1:
        yield Problem(("minutes",), "minutes")
        return
    together = sum(part.minutes for part in content.parts)
    if all(part.minutes > 0 for part in content.parts) and together not in {0, content.minutes}:
        yield Problem(("minutes",), "minutes_sum", {"sum": together, "said": content.minutes})


def _pass_mark(pass_mark: int) -> Iterator[Problem]:
    if not 1 <= pass_mark <= 100:
        yield Problem(("pass_mark",), "pass_mark")


def _in_module(parts: Sequence[Part]) -> Iterator[Problem]:
    for name, kind in part_kinds().items():
        for problem in kind.in_module([part for part in parts if part.kind == name]):
            yield replace(problem, values={**problem.values, "part": name})


def _parts(parts: Sequence[Part]) -> Iterator[Problem]:
    slugs = Counter(part.slug for part in parts)
    for place, part in enumerate(parts):
        for problem in _in_part(part, is_twin=slugs[part.slug] > 1):
            yield replace(
                problem,
                path=("parts", place, *problem.path),
                values={**problem.values, "part": part.kind},
            )


def _in_part(part: Part, *, is_twin: bool) -> Iterator[Problem]:
    if not part.slug or is_twin:
        yield Problem(("slug",), "part_twice" if part.slug else "part_slug")
    if is_empty(part.title):
        yield Problem(("title",), "part_title")
    if part.minutes < 1:
        yield Problem(("minutes",), "part_minutes")
    kind = part_kinds().get(part.kind)
    if kind is None:
        yield Problem(("kind",), "part_kind")
    else:
        yield from kind.problems(part)
