"""The main menu: what it offers, and which of that this person may open."""

from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse

from portal.common.permissions import allowed


class Entry(NamedTuple):
    """One entry; `to` is the name of an address, or the path of a page that editors made."""

    text: str
    to: str
    permission: str


# In the order in which a person needs them; what is not theirs is left out.
ENTRIES = [
    Entry("My path", "certification:path", "path.see"),
    Entry("Training", "curriculum:training", "training.learn"),
    Entry("Sessions", "curriculum:sessions", "session.see"),
    Entry("Endorsements", "certification:endorsements", "endorsement.see"),
    Entry("Program", "certification:program", "program.oversee"),
    Entry("Find a supporter", "certification:directory", "directory.see"),
    Entry("Nominate", "certification:nominate", "nomination.make"),
    Entry("Guidance", "/guidance/", "guidance.read"),
    Entry("Resources", "/resources/", "site.visit"),
    Entry("About", "/about/", "site.visit"),
    Entry("Edit content", "wagtailadmin_home", "cms.enter"),
]


class Link(NamedTuple):
    text: str
    url: str
    current: str
    """"page" on that very page, "true" below it, "" elsewhere (the values of aria-current)."""


def address_of(entry: Entry) -> str:
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
    for entry in ENTRIES:
        if allowed(person, entry.permission):
            try:
                url = address_of(entry)
            except NoReverseMatch:
                # Only where a test mounts a few addresses; another holds every entry to portal.urls.
                continue
            links.append(Link(entry.text, url, _current(url, path)))
    return links


def _current(url: str, path: str) -> str:
    if url == path:
        return "page"
    return "true" if path.startswith(url) else ""
