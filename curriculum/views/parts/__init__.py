"""The page of each kind of part: one module a kind, named like the kind, which defines a `PAGE`.

The view that calls them has declared the access, found the module and refused a locked one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.http import HttpResponse
from django.urls import URLPattern

from curriculum.content import Part
from curriculum.models import Edition
from curriculum.rules.kinds import modules_of
from curriculum.selectors.learning import ModuleState
from portal.accounts.requests import PersonRequest

# Shows a part of the newest edition.
Show = Callable[[PersonRequest, ModuleState, Part], HttpResponse]
# Takes what was sent about a part of the edition that the form showed (see `edition_shown`).
Take = Callable[[PersonRequest, Edition, Part], HttpResponse]


@dataclass(frozen=True, slots=True)
class PartPage:
    """How learners meet a kind of part."""

    show: Show
    take: Take
    # The button that leads to it in a module that was finished and has changed since.
    again: object
    # A template for the module's page that says what the part asks for; "" for nothing.
    about: str = ""
    # Further addresses of the kind.
    addresses: Sequence[URLPattern] = ()


@cache
def part_pages() -> Mapping[str, PartPage]:
    """The page of every kind of part by its name."""
    return {name: module.PAGE for name, module in modules_of(__name__, __path__).items()}
