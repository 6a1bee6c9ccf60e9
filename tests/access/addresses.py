"""Every address of the portal, and a valid example of each."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

_CONVERTER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver."""

    route: str
    name: str
    view: Callable
    # The name of each parameter, and its kind (int, slug, …).
    kinds: dict[str, str]
    is_regex: bool

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(self.kinds)

    @property
    def permission(self) -> str | None:
        return getattr(self.view, "access", None)

    @property
    def is_ours(self) -> bool:
        return self.view.__module__.split(".")[0] in {
            "portal",
            "curriculum",
            "certification",
            "content",
        }

    def path(self, arguments: dict[str, object]) -> str:
        """The address with its parameters filled in."""
        return "/" + _CONVERTER.sub(lambda found: str(arguments[found["name"]]), self.route)


def addresses() -> list[Address]:
    """All patterns of the resolver, in its order."""
    return list(_below(get_resolver(), "", "", False))


def _below(resolver: URLResolver, route: str, space: str, is_regex: bool) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        regex = is_regex or (isinstance(pattern.pattern, RegexPattern) and here != route)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _below(pattern, here, inner, regex)
        elif isinstance(pattern, URLPattern):
            kinds = {found["name"]: found["kind"] or "str" for found in _CONVERTER.finditer(here)}
            yield Address(here, f"{space}{pattern.name or ''}", pattern.callback, kinds, regex)
