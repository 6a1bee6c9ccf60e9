"""Before a sign-in ends a dialog says so; it can be made to last, in every tab, and what was typed is never lost."""

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from portal.accounts.models import Person
from tests.browser.hands import Mouse
from tests.browser.inspection import findings, learn_axe
from tests.browser.story import sign_in
from tests.browser.windows import Windows
from tests.factories import make_person

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# The dialog comes at half of it.
IDLE_SECONDS = 16
SOON = 30_000
NOMINATE = "/nominate/"
NAME = "Your colleague’s name"


@pytest.fixture(autouse=True)
def _short(settings) -> None:  # type: ignore[no-untyped-def]
    settings.SESSION_IDLE_MINUTES = IDLE_SECONDS / 60


@pytest.fixture
def person(site: str) -> Person:
    return make_person("Stan Example")


@pytest.fixture
def page(windows: Windows, person: Person) -> Page:
    """The page to nominate, with a name typed."""
    page = windows.open()
    learn_axe(page)
    hands = Mouse(page)
    hands.go(NOMINATE)
    sign_in(hands, person)
    page.get_by_label(NAME).fill("Kim Example")
    return page


def dialog(page: Page) -> Locator:
    return page.get_by_role("alertdialog", name="You’re about to be signed out")


def test_the_dialog_takes_the_keyboard_and_what_was_typed_stays(page: Page) -> None:
    expect(dialog(page)).not_to_be_visible()
    expect(dialog(page)).to_be_visible(timeout=SOON)
    stay = dialog(page).get_by_role("button", name="Stay signed in")
    expect(stay).to_be_focused()
    assert findings(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(stay).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog(page)).not_to_be_visible()
    expect(page.get_by_label(NAME)).to_be_focused()
    expect(page.get_by_label(NAME)).to_have_value("Kim Example")
    # And again, closed by Escape this time.
    expect(dialog(page)).to_be_visible(timeout=SOON)
    page.keyboard.press("Escape")
    expect(dialog(page)).not_to_be_visible()
    page.get_by_label("Their work email address").fill("kim@hospital.example")
    page.get_by_role("button", name="Nominate").click()
    expect(page.get_by_role("main")).to_contain_text("We will ask Kim Example")


def test_what_is_done_in_one_tab_keeps_the_others_going(page: Page) -> None:
    other = in_another_tab(page.context)
    expect(dialog(page)).to_be_visible(timeout=SOON)
    other.goto("/my/")
    expect(dialog(page)).not_to_be_visible()


def test_staying_in_one_tab_closes_the_dialog_in_the_others(page: Page) -> None:
    other = in_another_tab(page.context)
    for each in (page, other):
        expect(dialog(each)).to_be_visible(timeout=SOON)
    dialog(other).get_by_role("button", name="Stay signed in").click()
    for each in (page, other):
        expect(dialog(each)).not_to_be_visible()


def test_at_the_end_the_form_is_kept_and_offered_after_the_sign_in(
    page: Page, person: Person
) -> None:
    page.get_by_label("Their work email address").fill("kim@hospital.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in", timeout=SOON)
    expect(page.get_by_role("main")).to_contain_text("What you typed is kept for an hour")
    hands = Mouse(page)
    sign_in(hands, person)
    hands.reads("Send it now?")
    hands.sees("Kim Example")
    hands.press("Send it")
    hands.sees("We will ask")


def test_at_the_end_a_page_without_a_form_leads_to_the_sign_in_and_back(
    page: Page, person: Person
) -> None:
    page.goto("/my/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in", timeout=SOON)
    sign_in(Mouse(page), person)
    page.wait_for_url("**/my/")


def test_without_the_server_nobody_is_led_away(page: Page, windows: Windows) -> None:
    expect(dialog(page)).to_be_visible(timeout=SOON)
    page.context.set_offline(True)
    dialog(page).get_by_role("button", name="Stay signed in").click()
    expect(dialog(page)).to_contain_text("We can’t reach the portal.")
    page.context.set_offline(False)
    dialog(page).get_by_role("button", name="Stay signed in").click()
    expect(dialog(page)).not_to_be_visible()
    assert windows.troubles != []
    windows.troubles.clear()


def test_after_twelve_hours_it_cannot_be_made_to_last(
    windows: Windows, person: Person, settings
) -> None:  # type: ignore[no-untyped-def]
    settings.SESSION_COOKIE_AGE = 10
    page = windows.open()
    hands = Mouse(page)
    hands.go(NOMINATE)
    sign_in(hands, person)
    expect(dialog(page)).to_contain_text("as long as we allow in one go", timeout=SOON)
    expect(dialog(page).get_by_role("button")).to_have_text(["Back to the page"])
    page.keyboard.press("Enter")
    expect(dialog(page)).not_to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in", timeout=SOON)


def in_another_tab(context: BrowserContext) -> Page:
    other = context.new_page()
    other.goto("/my/")
    return other
