"""What the text of a statement may name, and how it is filled in. Pure.

A text that is accepted can always be filled in: it is signed on a phone between two cases, and no reader of a
certificate could correct it then.
"""

from collections.abc import Mapping
from string import Formatter
from typing import NamedTuple

from certification.enums import StatementKind

# Every statement says each of them: who signs what about whom, for which section, on which day.
PLACEHOLDERS = ("person", "section", "signer", "date")
# Only certificate holders are endorsed, so only an endorsement can name one.
PLACEHOLDERS_OF = {StatementKind.ENDORSEMENT: (*PLACEHOLDERS, "certificate")}


class StatementFlaw(NamedTuple):
    """What keeps a text from being signed, and the placeholders that it is about. `certification.phrases.statements`
    has the sentences.
    """

    code: str
    names: tuple[str, ...] = ()


def placeholders(kind: str) -> tuple[str, ...]:
    """What a statement of this kind names, each at least once and nothing else."""
    return PLACEHOLDERS_OF.get(StatementKind(kind), PLACEHOLDERS)


def flaw_of(kind: str, text: str) -> StatementFlaw | None:
    """What to correct in a text; None when it can be used."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return StatementFlaw("brace")
    fields = [(name, form, conv) for _, name, form, conv in parts if name is not None]
    known = placeholders(kind)
    for name, form, conversion in fields:
        if name not in known:
            return StatementFlaw("unknown", (name,))
        if form or conversion:
            return StatementFlaw("extra", (name,))
    named = {name for name, _, _ in fields}
    missing = tuple(name for name in known if name not in named)
    return StatementFlaw("missing", missing) if missing else None


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders replaced; `values` has one for each that it may name."""
    return text.format_map(values)
