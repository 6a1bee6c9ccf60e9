"""A real browser before the real portal: its middleware, its headers, its files."""

import datetime as dt
import os
import shutil
from collections.abc import Iterator

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, sync_playwright

from tests.browser.windows import Windows
from tests.clock import NOW

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    # Whatever a page names outside of this machine is not found.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The clock of the portal goes on from `tests.clock.NOW`: it is morning, whenever the tests run."""
    with time_machine.travel(NOW.astimezone(dt.UTC), tick=True) as coordinates:
        yield coordinates


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, started once for a module of tests."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.fail("Set CHROMIUM to the path of a Chromium; `make test` finds one by itself.")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, and Django would take what tests read for a part of it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def _own_files(application: WSGIHandler) -> WSGIHandler:
    """WhiteNoise serves them, as it does in production; Django's server would step in before it."""
    return application


@pytest.fixture
def site(transactional_db: None, settings) -> Iterator[str]:  # type: ignore[no-untyped-def]
    """The portal's address while the test runs; links in emails lead there."""
    # The server dates its answers by the portal's clock, and the browser has its own: to it they are days or years old.
    # With a shorter life the font that a page asks for early would be stale when the page comes to use it.
    settings.WHITENOISE_MAX_AGE = 100 * 365 * 24 * 3600
    server = LiveServerThread("127.0.0.1", static_handler=_own_files)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    settings.PUBLIC_URL = f"http://127.0.0.1:{server.port}"
    yield settings.PUBLIC_URL
    server.terminate()


@pytest.fixture
def windows(chromium: Browser, site: str) -> Iterator[Windows]:
    """Opens windows, each with cookies of its own; at the end none may have seen an error."""
    opened = Windows(chromium, site)
    yield opened
    opened.close()
