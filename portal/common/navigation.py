"""The main menu: what it offers, and which of that this person may open."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

from portal.common.permissions import allowed

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class MenuEntry(NamedTuple):
    """One entry; `to` is the name of an address, or the path of a page that editors made.

    `position` orders the entries of all rooms, in the order in which a person needs them.
    """

    position: int
    text: "str | StrPromise"
    to: str
    permission: str


_entries: list[MenuEntry] = []


def register_menu(entries: Iterable[MenuEntry]) -> None:
    """Add a room's entries to the menu; called once, when the room's app is ready."""
    _entries.extend(entries)
    _entries.sort(key=lambda entry: entry.position)


def menu_entries() -> tuple[MenuEntry, ...]:
    """The entries of every room, in their order."""
    return tuple(_entries)


class Link(NamedTuple):
    text: str
    url: str
    current: str
    """"page" on that very page, "true" below it, "" elsewhere (the values of aria-current)."""


def address_of(entry: MenuEntry) -> str:
    """Where an entry leads; raises NoReverseMatch where its name is nobody's."""
    if entry.to.startswith("/"):
        return entry.to
    return address(entry.to)


def address(name: str) -> str:
    """The address of this name, which has no part that differs; raises NoReverseMatch for a name that is nobody's."""
    return _reversed(name, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache
def _reversed(name: str, urlconf: str, prefix: str) -> str:
    # Looked up once: every page has a menu. `prefix` is where the portal is mounted.
    return reverse(name, urlconf)


def menu_of(person: Any, path: str) -> list[Link]:
    """The menu of a person who looks at `path`."""
    links = []
    for entry in _entries:
        if allowed(person, entry.permission):
            try:
                url = address_of(entry)
            except NoReverseMatch:
                # Only where a test mounts a few addresses; another holds every entry to portal.urls.
                continue
            links.append(Link(str(entry.text), url, _current(url, path)))
    return links


def _current(url: str, path: str) -> str:
    if url == path:
        return "page"
    return "true" if path.startswith(url) else ""
