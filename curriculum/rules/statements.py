"""The exact texts that are signed. Pure."""

from collections.abc import Sequence


def expectations_statement(title: str, intro: str, items: Sequence[str]) -> str:
    """The expectations as one plain text, as a signature binds it: title, introduction, numbered items."""
    numbered = [f"{number}. {item}" for number, item in enumerate(items, 1)]
    return "\n\n".join([title, intro, "\n".join(numbered)])
