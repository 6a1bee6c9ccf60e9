"""Hands of somebody who has a keyboard and nothing else, and must see where they are."""

import datetime as dt

from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.hands import Hands

# Further than this from where one is to what one wants is too far.
MOST_TABS = 20

_IS_FOCUSED = "element => element === document.activeElement"
_IS_BEFORE = """element => document.activeElement !== document.body
    && !!(document.activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING)"""
_GROUP_IS_ENTERED = """element => document.activeElement.type === 'radio'
    && document.activeElement.name === element.name"""
_KIND = "element => [element.tagName, element.type, element.className].join(' ')"
_IS_ON_THE_SCREEN = """element => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
}"""


class Keyboard(Hands):
    """Tab, Shift+Tab, Enter, Space, arrows and letters."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.farthest = 0
        # The kinds of controls that were seen to show the focus.
        self.seen_focused: set[str] = set()

    def activate(self, target: Locator) -> None:
        self._reach(target)
        self._key("Enter")

    def type(self, field: Locator, text: str) -> None:
        self._reach(field)
        self._key("Control+A")
        self.page.keyboard.type(text)

    def set_day(self, field: Locator, day: dt.date) -> None:
        self._reach(field)
        self.page.keyboard.type(f"{day:%m%d%Y}")
        expect(field).to_have_value(f"{day:%Y-%m-%d}")

    def set_clock(self, field: Locator, moment: dt.datetime) -> None:
        self._reach(field)
        self.page.keyboard.type(f"{moment:%I%M%p}")
        expect(field).to_have_value(f"{moment:%H:%M}")

    def choose(self, option: Locator) -> None:
        if option.get_attribute("type") == "checkbox":
            self._reach(option)
        else:
            self._reach(option, _GROUP_IS_ENTERED)
            while not option.evaluate(_IS_FOCUSED):
                self._key("ArrowDown")
        if not option.is_checked():
            self._key("Space")
        expect(option).to_be_checked()

    def select(self, field: Locator, text: str) -> None:
        self._reach(field)
        self.page.keyboard.type(text)
        expect(field.locator("option:checked")).to_have_text(text)

    def _reach(self, target: Locator, arrived: str = _IS_FOCUSED) -> None:
        """Press Tab until the focus is there; the person sees that it is."""
        if target.evaluate(arrived):
            return
        for tabs in range(1, MOST_TABS + 1):
            self._step_towards(target)
            if target.evaluate(arrived):
                self.farthest = max(self.farthest, tabs)
                break
        else:
            raise AssertionError(f"{target} is more than {MOST_TABS} presses of Tab away.")
        if arrived == _IS_FOCUSED:
            self._see_focus(target)

    def _step_towards(self, target: Locator) -> None:
        self._key("Shift+Tab" if target.evaluate(_IS_BEFORE) else "Tab")
        skip = self.page.get_by_role("link", name="Skip to main content")
        if skip.evaluate(_IS_FOCUSED) and target.evaluate("element => !element.closest('header')"):
            self._key("Enter")

    def _see_focus(self, target: Locator) -> None:
        """The focus is on the screen, and shows: a picture of each kind of control differs without it."""
        assert target.evaluate(_IS_ON_THE_SCREEN), f"{target} has the focus off the screen."
        kind = target.evaluate(_KIND)
        if kind not in self.seen_focused:
            focused = self._picture_of(target)
            target.evaluate("element => element.blur()")
            assert self._picture_of(target) != focused, f"Nothing shows the focus of {target}."
            target.evaluate("element => element.focus()")
            self.seen_focused.add(kind)

    def _picture_of(self, target: Locator) -> bytes:
        """With a little of what surrounds it, where outlines are drawn."""
        box = target.bounding_box()
        assert box is not None
        x, y = max(box["x"] - 6, 0), max(box["y"] - 6, 0)
        around = FloatRect(x=x, y=y, width=box["width"] + 12, height=box["height"] + 12)
        return self.page.screenshot(clip=around)

    def _key(self, name: str) -> None:
        self.page.keyboard.press(name)
