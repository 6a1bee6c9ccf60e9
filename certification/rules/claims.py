"""What a certificate says of somebody, and what keeps it from being made. Pure."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class ListedEdition:
    """One edition that was completed, as a certificate lists it."""

    title: str
    number: int
    minutes: int
    hash: str


@dataclass(frozen=True, slots=True)
class Claims:
    """What a certificate says, as the facts are on a date."""

    holder: str
    course: str
    parts: tuple[ListedEdition, ...]

    @property
    def minutes(self) -> int:
        return sum(part.minutes for part in self.parts)

    @property
    def editions(self) -> list[dict[str, object]]:
        return [asdict(part) for part in self.parts]


@dataclass(frozen=True, slots=True)
class Undrawable:
    """The characters that no typeface of the documents has, in what a certificate would say."""

    in_name: str = ""
    in_titles: str = ""
