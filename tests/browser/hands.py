"""How people use a page: by what they read there, with a mouse, with a finger, or with a keyboard alone."""

import datetime as dt
import re
from abc import ABC, abstractmethod
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect


class Hands(ABC):
    """Everything that a person does on the pages of one window."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pages = 0
        page.on("load", self._count)

    def go(self, address: str) -> None:
        """Type an address, or open a link from an email."""
        self.page.goto(address)

    def reads(self, heading: str) -> None:
        """The page's heading says this."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)

    def sees(self, text: str) -> None:
        """The page's own part shows this text."""
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def follow(self, text: str) -> None:
        """Follow a link of the page itself or of its footer."""
        own = self.page.locator(".app-page, .app-footer")
        self._leave(lambda: self.activate(own.get_by_role("link", name=_exactly(text))))

    def press(self, text: str) -> None:
        """Press a button that sends something."""
        self._leave(lambda: self.activate(self.page.get_by_role("button", name=_exactly(text))))

    def menu(self, text: str, part: str = "Main") -> None:
        """Choose from the menu in the header, which a narrow window hides behind a button."""
        button = self.page.get_by_role("button", name="Menu", exact=True)
        if button.is_visible():
            self.activate(button)
        entries = self.page.get_by_role("navigation", name=part)
        named = entries.get_by_role("link", name=_exactly(text))
        entry = named.or_(entries.get_by_role("button", name=_exactly(text)))
        self._leave(lambda: self.activate(entry))

    def write(self, label: str, text: str) -> None:
        self.type(self.page.get_by_label(label, exact=True), text)

    def set_moment(self, day: str, clock: str, moment: dt.datetime) -> None:
        """Fill in the fields of a day and a time of day."""
        self.set_day(self.page.get_by_label(day, exact=True), moment)
        self.set_clock(self.page.get_by_label(clock, exact=True), moment)

    def question(self, number: int) -> Locator:
        """A numbered question of a form."""
        return self.page.get_by_role("group", name=re.compile(rf"^{number}\. "))

    @abstractmethod
    def activate(self, target: Locator) -> None:
        """Use a link or a button."""

    @abstractmethod
    def type(self, field: Locator, text: str) -> None: ...

    @abstractmethod
    def set_day(self, field: Locator, day: dt.date) -> None: ...

    @abstractmethod
    def set_clock(self, field: Locator, moment: dt.datetime) -> None: ...

    @abstractmethod
    def choose(self, option: Locator) -> None:
        """Choose a radio button or tick a checkbox."""

    @abstractmethod
    def select(self, field: Locator, text: str) -> None:
        """Choose from a list."""

    def _count(self, page: Page) -> None:
        self.pages += 1

    def _leave(self, act: Callable[[], None]) -> None:
        """Wait until the next page is there: two pages in a row can look alike."""
        with self.page.expect_navigation():
            act()


class Mouse(Hands):
    def activate(self, target: Locator) -> None:
        target.click()

    def type(self, field: Locator, text: str) -> None:
        field.fill(text)

    def set_day(self, field: Locator, day: dt.date) -> None:
        field.fill(f"{day:%Y-%m-%d}")

    def set_clock(self, field: Locator, moment: dt.datetime) -> None:
        field.fill(f"{moment:%H:%M}")

    def choose(self, option: Locator) -> None:
        option.check()

    def select(self, field: Locator, text: str) -> None:
        field.select_option(label=text)


class Finger(Mouse):
    def activate(self, target: Locator) -> None:
        target.tap()

    def choose(self, option: Locator) -> None:
        option.tap()
        expect(option).to_be_checked()


def _exactly(text: str) -> re.Pattern[str]:
    """This text and no other; where a part of it is for the ear alone, a space may stand before its colon."""
    return re.compile("^" + re.escape(text).replace(":", r"\s?:") + "$")
