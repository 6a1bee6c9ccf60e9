"""What a page hands over to be published, as values: whoever publishes them needs to know no page."""

from collections.abc import Sequence
from dataclasses import dataclass

from curriculum.content import ModuleContent
from curriculum.models import PublishedText
from curriculum.services.editions import Publication


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """A course as its page has it; `order` are the slugs of the pages below it, published or not."""

    slug: str
    title: str
    order: Sequence[str]


@dataclass(frozen=True, slots=True)
class ModuleDraft:
    """A module as its page has it; `prerequisite` is the slug of the module to finish first, if there is one."""

    slug: str
    course: CourseDraft
    prerequisite: str | None
    content: ModuleContent
    said: Publication


@dataclass(frozen=True, slots=True)
class ExpectationsDraft:
    """The expectations as their page has them."""

    title: str
    intro: str
    items: Sequence[str]
    meaning: str
    said: Publication


@dataclass(frozen=True, slots=True)
class TextDraft:
    """A text of which there is one, as an edition that is not saved yet."""

    text: PublishedText
    said: Publication


Draft = ModuleDraft | ExpectationsDraft | TextDraft
