"""Every page, on a phone and on a desktop: axe finds nothing, nothing sticks out, no link is dead."""

from pathlib import Path

import pytest
from django.urls import resolve

from tests.access.addresses import addresses
from tests.browser.demonstration import People, load_demonstration
from tests.browser.inspection import findings, learn_axe, links
from tests.browser.sights import Sight, sights
from tests.browser.windows import DESKTOP, PHONE, Windows

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = [DESKTOP["viewport"], PHONE["viewport"]]
# Addresses without a page of their own: they answer a POST, a machine, or with a document.
NO_PAGE = {
    "healthz",
    "readyz",
    "curriculum:sign_up",
    "curriculum:withdraw",
    "certification:certificate",
    "account_session",
}


@pytest.fixture
def people(windows: Windows, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> People:
    load_demonstration(monkeypatch, tmp_path)
    return People(windows, learn_axe)


def test_every_page_can_be_used_by_everybody(people: People, windows: Windows, checked) -> None:
    every = sights()
    windows.expected |= {sight.path for sight in every if sight.refused}
    wrong: list[str] = []
    titles: dict[str, set[str]] = {}
    leads: dict[str | None, set[str]] = {}
    for sight in every:
        page = people.page(sight.who)
        page.goto(sight.path)
        if sight.act:
            sight.act(page)
        for size in SIZES:
            page.set_viewport_size(size)
            wrong += [f"{sight.name}, {size['width']} px: {what}" for what in findings(page)]
        titles.setdefault(page.title(), set()).add(_kind(sight))
        leads.setdefault(sight.who, set()).update(links(page))
    wrong += [f"One title for {sorted(of)}: {title}" for title, of in titles.items() if len(of) > 1]
    wrong += [f"No title: {title}" for title in titles if not title.endswith("Peer Support")]
    wrong += _dead(people, leads)
    print("\n".join(wrong))
    assert wrong == []
    checked("pages × widths for accessibility", len(every) * len(SIZES), floor=150)
    checked("links", sum(map(len, leads.values())), floor=200)
    assert _without_a_sight(every) == []


def _kind(sight: Sight) -> str:
    """What must have a title of its own: an address; of content pages and errors, each one."""
    name = resolve(sight.path.partition("?")[0]).view_name
    return (
        sight.name if sight.refused else f"{name} {sight.path if name == 'wagtail_serve' else ''}"
    )


def _dead(people: People, leads: dict[str | None, set[str]]) -> list[str]:
    """The links that somebody sees and cannot follow."""
    dead = []
    for who, paths in leads.items():
        for path in sorted(paths):
            status = people.client(who).get(path).status_code
            if status >= 400:
                dead.append(f"{who or 'a visitor'} is led to {path}: {status}")
    return dead


def _without_a_sight(every: list[Sight]) -> list[str]:
    """Addresses of ours at whose page nobody looks."""
    seen = {resolve(sight.path.partition("?")[0]).view_name for sight in every}
    ours = {
        address.name
        for address in addresses()
        if not address.route.startswith("cms/")
        and (address.is_ours or address.name.startswith("account_"))
    }
    return sorted(ours - seen - NO_PAGE)
