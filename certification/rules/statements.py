"""What the text of a statement may name, and how it is filled in. Pure.

A text that is accepted can always be filled in: it is signed on a phone between two cases, and no reader of a
certificate could correct it then.
"""

from collections.abc import Mapping
from string import Formatter

from certification.enums import StatementKind

# Each of them is said by every statement: who signs what about whom, for which section, on which day.
PLACEHOLDERS = ("person", "section", "signer", "date")
# Only certificate holders are endorsed, so only an endorsement can name one.
PLACEHOLDERS_OF = {StatementKind.ENDORSEMENT: (*PLACEHOLDERS, "certificate")}


def placeholders(kind: str) -> tuple[str, ...]:
    """What a statement of this kind names, each at least once and nothing else."""
    return PLACEHOLDERS_OF.get(StatementKind(kind), PLACEHOLDERS)


def problem(kind: str, text: str) -> str:
    """What to correct in a text, as a sentence for its author; empty when it can be used."""
    try:
        fields = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return "A brace { or } stands alone. Write it twice where it is meant as a brace."
    known = placeholders(kind)
    for name, form, conversion in fields:
        if name not in known:
            called = StatementKind(kind).label.lower()
            return f"The statement “{called}” names {{{name}}}, which nobody fills in."
        if form or conversion:
            return f"Write {{{name}}} with nothing else between its braces."
    named = {name for name, _, _ in fields}
    missing = tuple(name for name in known if name not in named)
    return f"Name {_listed(missing)} too: it is part of what is signed." if missing else ""


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders replaced; `values` has one for each that it may name."""
    return text.format_map(values)


def _listed(names: tuple[str, ...]) -> str:
    written = [f"{{{name}}}" for name in names]
    return " and ".join([", ".join(written[:-1]), written[-1]] if len(written) > 1 else written)
