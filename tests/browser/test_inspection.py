"""The inspection finds what it looks for."""

import pytest

from tests.browser.inspection import findings, learn_axe, links
from tests.browser.windows import PHONE, Windows

pytestmark = pytest.mark.browser

WRONG = {
    "label: #id_login": "document.querySelector('label[for=id_login]').remove()",
    "color-contrast: h1": "document.querySelector('h1').style.color = '#ccc'",
    "image-alt: img": "document.querySelector('img').removeAttribute('alt')",
    "target-size": """document.querySelector('main').insertAdjacentHTML('beforeend',
        '<p><button type="button">i</button><button type="button">j</button></p>');
        for (const button of document.querySelectorAll('main p button'))
            Object.assign(button.style, {width: '12px', height: '12px', padding: 0, border: 0, fontSize: '6px'})""",
    "110 px too wide": "document.querySelector('h1').style.width = '484px'",
    "2 h1": "document.querySelector('main').append(document.createElement('h1'))",
    "the h1 is off the first screen": "document.querySelector('h1').style.marginTop = '900px'",
    "tabindex 3": "document.querySelector('#id_login').tabIndex = 3",
    "no picture": "document.images[0].src = 'data:,'",
    "leads nowhere": "document.querySelector('main a').setAttribute('href', '#nowhere')",
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_found(what: str, windows: Windows) -> None:
    page = windows.open(PHONE)
    learn_axe(page)
    page.goto("/accounts/login/")
    assert findings(page) == []
    page.evaluate(f"() => {{ {WRONG[what]} }}")
    page.wait_for_timeout(100)
    windows.troubles.clear()
    assert any(found.startswith(what) for found in findings(page)), findings(page)


def test_links_of_this_site_alone_are_followed(windows: Windows) -> None:
    page = windows.open()
    page.goto("/accounts/login/")
    found = links(page)
    assert "/accounts/password/" in found
    assert [link for link in found if not link.startswith("/")] == []
