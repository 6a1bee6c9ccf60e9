"""Form fields for questions. Each kind has a module of the same name, which defines `make_field`.

The browser knows options only by their place on the page. The edition's own ids, which option is right, and
all feedback stay on the server. The cleaned value of every field is a list: option ids, or what the kind lets people type.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from django import forms

from curriculum.rules.kinds import modules_of

# Options in the order of the page.
Shown = Sequence[Mapping[str, Any]]
# Makes the field of one question from its options, with the label, help text and error messages that all kinds have.
MakeField = Callable[..., forms.Field]


@cache
def question_fields() -> Mapping[str, MakeField]:
    """The field factory of every kind by its name."""
    return {name: module.make_field for name, module in modules_of(__name__, __path__).items()}


def choices_of(options: Shown) -> list[tuple[str, str]]:
    """Each option's place on the page with its text."""
    return [(str(place), option["text"]) for place, option in enumerate(options, 1)]


def ids_at(places: Sequence[str], options: Shown) -> list[str]:
    """The ids of the options at these places, which are known to exist."""
    return [options[int(place) - 1]["id"] for place in places]
