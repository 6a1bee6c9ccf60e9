"""The whole way in a browser, by each person in turn: with a mouse, by keyboard alone, without scripts."""

import io
from collections.abc import Callable

import pytest
from django.core.management import call_command

from tests.browser import story
from tests.browser.hands import Finger, Hands, Mouse
from tests.browser.keyboard import Keyboard
from tests.browser.windows import DESKTOP, PHONE, Windows

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def people(site: str) -> story.Cast:
    """The starter program, and people who know nothing of it yet."""
    call_command("load_program", stdout=io.StringIO())
    return story.make_cast()


Sit = Callable[[], Hands]


@pytest.fixture(params=["mouse on a desktop", "keyboard alone", "phone without scripts"])
def sit_down(request: pytest.FixtureRequest, windows: Windows) -> Sit:
    """A new window, and somebody before it."""
    ways: dict[str, Sit] = {
        "mouse on a desktop": lambda: Mouse(windows.open(DESKTOP)),
        "keyboard alone": lambda: Keyboard(windows.open(PHONE)),
        "phone without scripts": lambda: Finger(windows.open(PHONE, java_script_enabled=False)),
    }
    return ways[request.param]


def test_from_nominated_to_the_directory(sit_down: Sit, people: story.Cast, checked) -> None:
    stan, nora, hal, fay, visitor, cora = (sit_down() for _ in range(6))
    story.nominate(stan, people)
    story.accept(nora, people)
    story.attest(hal, people)
    story.learn(nora)
    story.schedule(fay, people)
    story.take_a_place(nora)
    story.mark(fay)
    story.sign_expectations(nora, people)
    document, code = story.certificate_of(nora)
    assert document.startswith(b"%PDF-1.7")
    story.verify(visitor, code)
    story.endorse(hal, people)
    story.is_active(nora)
    story.oversee(cora, people)
    story.find(stan, people)
    everybody = [stan, nora, hal, fay, visitor, cora]
    checked("pages opened on the way", sum(hands.pages for hands in everybody), floor=80)
    fingers = [hands for hands in everybody if isinstance(hands, Keyboard)]
    if fingers:
        kinds = set().union(*(hands.seen_focused for hands in fingers))
        checked("kinds of controls whose focus shows", len(kinds), floor=8)
        checked("presses of Tab at the farthest", max(h.farthest for h in fingers), floor=2)
