"""What goes wrong in a window is noticed, and fails the test."""

import pytest

from tests.browser.windows import Windows

pytestmark = pytest.mark.browser


def troubles(windows: Windows) -> list[str]:
    """What was noticed, forgotten from then on."""
    noticed, windows.troubles = windows.troubles, []
    return noticed


def test_a_page_without_trouble_is_none(windows: Windows) -> None:
    windows.open().goto("/accounts/login/", wait_until="networkidle")
    assert troubles(windows) == []


def test_what_scripts_do_wrong_is_noticed(windows: Windows) -> None:
    page = windows.open()
    page.goto("/accounts/login/")
    page.evaluate("console.error('broken')")
    page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    page.wait_for_timeout(200)
    assert troubles(windows) == ["console error: broken ()", "a script failed: thrown"]


def test_what_the_policy_forbids_is_noticed(windows: Windows) -> None:
    page = windows.open()
    page.goto("/accounts/login/")
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'), {textContent: '1'}))"
    )
    page.wait_for_timeout(200)
    (trouble,) = troubles(windows)
    assert "Content Security Policy" in trouble


def test_a_file_that_is_missing_is_noticed_unless_expected(windows: Windows) -> None:
    page = windows.open()
    page.goto("/no/such/page/")
    answer, console = troubles(windows)
    assert answer == f"answer 404: {windows.site}/no/such/page/"
    assert console.startswith("console error: Failed to load resource")
    windows.expected.add("/no/such/page/")
    page.goto("/no/such/page/")
    assert troubles(windows) == []


def test_nothing_outside_of_this_machine_is_found(windows: Windows) -> None:
    page = windows.open()
    page.goto("/accounts/login/")
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://elsewhere.invalid/")
    assert troubles(windows) == [
        "a request failed: http://elsewhere.invalid/ net::ERR_NAME_NOT_RESOLVED"
    ]


def test_trouble_fails_the_test_at_its_end(windows: Windows) -> None:
    windows.open().goto("/no/such/page/")
    with pytest.raises(pytest.fail.Exception, match="answer 404"):
        windows.close()
    troubles(windows)
