"""A person's settings in the CMS."""

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.content.pages import make_site
from tests.factories import Cast, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site() -> None:
    make_site()


def test_the_page_offers_nothing_that_changes_nothing(cast: Cast) -> None:
    address = reverse("wagtailadmin_account")
    assert address == "/cms/account/"
    html = sign_in(cast.editor).get(address).content.decode()
    for name in ("first_name", "last_name", "email", "avatar", "password"):
        assert f'name="name_email-{name}"' not in html
        assert f'name="avatar-{name}"' not in html
    for name in ("theme-theme", "theme-contrast", "locale-current_time_zone"):
        assert f'name="{name}"' in html


def test_what_is_chosen_is_kept_and_the_name_stays(cast: Cast) -> None:
    before = (cast.editor.name, cast.editor.email)
    response = sign_in(cast.editor).post(
        reverse("wagtailadmin_account"),
        {
            "name_email-first_name": "Someone",
            "name_email-last_name": "Else",
            "locale-preferred_language": "",
            "locale-current_time_zone": "America/Denver",
            "theme-theme": "dark",
            "theme-density": "default",
            "theme-contrast": "system",
            "theme-keyboard_shortcuts": "on",
        },
    )
    assert response.status_code == 302
    profile = UserProfile.objects.get(user=cast.editor)
    assert (profile.theme, profile.current_time_zone) == ("dark", "America/Denver")
    cast.editor.refresh_from_db()
    assert (cast.editor.name, cast.editor.email) == before


def test_who_may_not_enter_the_cms_has_no_settings_there(cast: Cast) -> None:
    assert sign_in(cast.facilitator).get(reverse("wagtailadmin_account")).status_code == 403
