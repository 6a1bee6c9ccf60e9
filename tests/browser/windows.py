"""Windows of the browser, and what went wrong in them."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
PATIENCE = 15_000


@dataclass
class Windows:
    """Opens windows as different people do: each has cookies of its own."""

    browser: Browser
    site: str
    troubles: list[str] = field(default_factory=list)
    # Addresses that answer with an error on purpose.
    expected: set[str] = field(default_factory=set)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, size: dict[str, Any] = DESKTOP, **options: Any) -> Page:
        """A page of a new window."""
        context = self.browser.new_context(
            base_url=self.site,
            locale="en-US",
            timezone_id="America/Denver",
            reduced_motion="reduce",
            **size,
            **options,
        )
        context.set_default_timeout(PATIENCE)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self._note("a script failed", str(error.error)))
        context.on("requestfailed", self._on_failure)
        context.on("response", self._on_response)
        self._contexts.append(context)
        return context.new_page()

    def close(self) -> None:
        """Close every window; fails when one of them saw an error."""
        for context in self._contexts:
            context.close()
        if self.troubles:
            pytest.fail("The browser saw:\n" + "\n".join(self.troubles), pytrace=False)

    def _note(self, what: str, about: str) -> None:
        self.troubles.append(f"{what}: {about}")

    def _on_console(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        if message.type in {"error", "warning"} and not self._is_expected(where):
            self._note(f"console {message.type}", f"{message.text} ({where})")

    def _on_failure(self, request: Request) -> None:
        # Who goes on to the next page gives up on what the last one still asked for.
        if request.failure != "net::ERR_ABORTED":
            self._note("a request failed", f"{request.url} {request.failure}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and not self._is_expected(response.url):
            self._note(f"answer {response.status}", response.url)

    def _is_expected(self, url: str) -> bool:
        return url.removeprefix(self.site) in self.expected
