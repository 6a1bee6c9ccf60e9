"""The content of an edition of a module, as one value. The form checks it; publishing stores it. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a module. The part's kind defines what `data` holds. 0 minutes means not entered yet."""

    slug: str
    kind: str
    title: str
    minutes: int
    data: Mapping[str, Any]

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """A part from plain data. Missing values and None count as empty."""
        return cls(
            slug=said.get("slug") or "",
            kind=said.get("kind") or "",
            title=said.get("title") or "",
            minutes=said.get("minutes") or 0,
            data=said.get("data") or {},
        )

    def as_json(self) -> dict[str, Any]:
        """Plain data, as it is stored and hashed."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ModuleContent:
    """A module as it is, or could be, published. `minutes` covers all parts; `pass_mark` is in percent; 0 means not entered yet."""

    title: str
    summary: str
    outcomes: tuple[str, ...]
    sources: tuple[str, ...]
    competences: tuple[str, ...]
    minutes: int
    pass_mark: int
    parts: tuple[Part, ...]

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """Content from plain data. Missing values and None count as empty. Strips whitespace around title and summary."""
        return cls(
            title=(said.get("title") or "").strip(),
            summary=(said.get("summary") or "").strip(),
            outcomes=tuple(said.get("outcomes") or ()),
            sources=tuple(said.get("sources") or ()),
            competences=tuple(said.get("competences") or ()),
            minutes=said.get("minutes") or 0,
            pass_mark=said.get("pass_mark") or 0,
            parts=tuple(Part.from_json(part) for part in said.get("parts") or ()),
        )

    def as_json(self) -> dict[str, Any]:
        """Plain data, with lists as lists and parts as dictionaries."""
        listed = {
            name: list(getattr(self, name)) for name in ("outcomes", "sources", "competences")
        }
        parts = [part.as_json() for part in self.parts]
        return {
            "title": self.title,
            "summary": self.summary,
            **listed,
            "minutes": self.minutes,
            "pass_mark": self.pass_mark,
            "parts": parts,
        }

    @property
    def hash(self) -> str:
        """Identifies the content: equal content has an equal hash."""
        return content_hash(self.as_json())


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 over the content as canonical JSON, 64 hexadecimal digits: keys sorted, no spaces, non-ASCII unescaped."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
