"""Headers that protect: a strict policy on our pages, a looser one on /cms/ alone, no cache for a person's pages."""

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import Cast, sign_in

pytestmark = pytest.mark.django_db

OURS = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}
THE_CMS = OURS | {
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "frame-src": "'self'",
}


def policy(answer) -> dict[str, str]:  # type: ignore[no-untyped-def]
    parts = answer["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/no/such/page/", "/healthz", "/cms/login/", "/cms/"]
)
def test_our_pages_run_nothing_that_is_not_a_file_of_ours(path: str, client: Client) -> None:
    assert policy(client.get(path)) == OURS


def test_the_cms_gets_what_its_admin_needs_and_a_stranger_there_does_not(cast: Cast) -> None:
    assert policy(sign_in(cast.coordinator).get("/cms/")) == THE_CMS
    refused = sign_in(cast.stranger).get("/cms/")
    assert (refused.status_code, policy(refused)) == (403, OURS)


def test_every_answer_keeps_other_sites_and_devices_out(client: Client) -> None:
    answer = client.get("/accounts/login/")
    assert {
        name: answer[name]
        for name in (
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy",
        )
    } == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    features = answer["Permissions-Policy"].split(", ")
    assert len(features) == 10
    assert {feature.split("=")[1] for feature in features} == {"()"}


def test_no_cache_keeps_what_a_signed_in_person_saw(client: Client, cast: Cast) -> None:
    assert "Cache-Control" not in client.get("/no/such/page/")
    for path in ("/no/such/page/", "/accounts/password/sent/"):
        assert sign_in(cast.stranger).get(path)["Cache-Control"] == "private, no-store"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    cookie = client.get("/accounts/login/").cookies["csrftoken"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert (settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE) == (True, "Lax")


def test_the_cms_has_no_sign_in_of_its_own(client: Client, cast: Cast) -> None:
    answer = client.get("/cms/login/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/cms/")
    answer = client.get("/cms/pages/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/cms/pages/")
    coordinator = sign_in(cast.coordinator)
    assert coordinator.post("/cms/logout/").status_code == 302
    assert coordinator.get("/cms/").status_code == 302
