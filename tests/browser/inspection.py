"""Whether everybody can use a page: rules of accessibility, and what a person sees first."""

from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_AXE = """async tags => {
    const found = await axe.run(document, {
        runOnly: {type: 'tag', values: tags},
        rules: {'target-size': {enabled: true}},
        resultTypes: ['violations'],
    });
    return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}`));
}"""
_LAYOUT = """() => {
    const found = [];
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) found.push(`${wide} px too wide`);
    const headings = [...document.querySelectorAll('h1')];
    if (headings.length !== 1) found.push(`${headings.length} h1`);
    for (const heading of headings) {
        const box = heading.getBoundingClientRect();
        if (box.top < 0 || box.top > innerHeight - 40) found.push('the h1 is off the first screen');
    }
    for (const element of document.querySelectorAll('[tabindex]'))
        if (element.tabIndex > 0) found.push(`tabindex ${element.tabIndex}: ${element.outerHTML.slice(0, 80)}`);
    for (const image of document.images)
        if (!image.naturalWidth) found.push(`no picture: ${image.src}`);
    for (const link of document.querySelectorAll('a[href^="#"]'))
        if (!document.getElementById(link.hash.slice(1))) found.push(`leads nowhere: ${link.outerHTML.slice(0, 80)}`);
    return found;
}"""
_LINKS = """() => [...document.querySelectorAll('a[href]')]
    .filter(link => link.origin === location.origin && link.pathname !== location.pathname)
    .map(link => link.pathname + link.search)"""


def learn_axe(page: Page) -> None:
    """Make axe known on every page that this one will show; no policy of a page applies to it."""
    page.context.add_init_script(path=Path(settings.VAR_DIR) / "test-assets" / "axe.min.js")


def findings(page: Page) -> list[str]:
    """Everything that is wrong with the page as it is shown."""
    return [*page.evaluate(_AXE, RULES), *page.evaluate(_LAYOUT)]


def links(page: Page) -> list[str]:
    """The other addresses of this site to which the page leads."""
    return list(page.evaluate(_LINKS))
