"""The demonstration cohort, and windows in which one of its people is signed in."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page

from portal.accounts.models import Person
from tests.browser.windows import Windows
from tests.factories import sign_in


def load_demonstration(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Load it; its sign-ins are written elsewhere, so that those of this checkout stay."""
    with patch.context() as meanwhile:
        meanwhile.setattr(settings, "VAR_DIR", folder)
        call_command("load_demo", stdout=io.StringIO())


class People:
    """A window for each person, and a client that asks what the window need not show."""

    def __init__(self, windows: Windows, prepare: Callable[[Page], None]) -> None:
        self._windows = windows
        self._prepare = prepare
        self._pages: dict[str | None, Page] = {}
        self._clients: dict[str | None, Client] = {}

    def client(self, email: str | None) -> Client:
        if email not in self._clients:
            person = Person.objects.get(email=email) if email else None
            self._clients[email] = sign_in(person, fresh=True) if person else Client()
        return self._clients[email]

    def page(self, email: str | None) -> Page:
        """The window of a person, signed in; None: a visitor."""
        if email not in self._pages:
            page = self._windows.open()
            self._prepare(page)
            cookies = self.client(email).cookies
            if email:
                page.context.add_cookies(
                    [
                        {
                            "name": "sessionid",
                            "value": cookies["sessionid"].value,
                            "url": self._windows.site,
                        }
                    ]
                )
            self._pages[email] = page
        return self._pages[email]
