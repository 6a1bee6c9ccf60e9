"""Who reads resources and statements in the CMS, and in which words."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from certification.models import Statement
from certification.services.policy import ensure_statements
from content.models import ReferralResource
from tests.content.pages import make_site
from tests.factories import Cast, sign_in

pytestmark = pytest.mark.django_db

SAYS = "I endorse {person} for {section} under {certificate}. {signer}, {date}"
STATEMENTS = "wagtailsnippets_certification_statement"
RESOURCES = "wagtailsnippets_content_referralresource"


@pytest.fixture(autouse=True)
def site() -> None:
    make_site()


@pytest.fixture
def resource() -> ReferralResource:
    made = ReferralResource(
        slug="line", name="A line", what="It listens.", office="HR", citation="Its page.",
        phone="988", status="seen",
    )  # fmt: skip
    made.save()
    return made


@pytest.fixture
def statement() -> Statement:
    (made,) = ensure_statements({"endorsement": {"text": SAYS, "meaning": "Endorsement"}}, by=None)
    return made


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    main = response.content.decode().split("<main")[1]
    return re.sub(r"\s+", " ", unescape(strip_tags(main)))


def refused(client: Client, address: str) -> bool:
    return client.get(address).status_code == 302


@pytest.mark.parametrize("who", ["legal", "risk"])
def test_reviewers_read_statements_and_resources_and_change_neither(
    who: str, cast: Cast, statement: Statement, resource: ReferralResource
) -> None:
    reviewer = sign_in(getattr(cast, who))
    for name, thing, words in [
        (STATEMENTS, statement, [SAYS, "In use", "Version 1"]),
        (
            RESOURCES,
            resource,
            ["It listens.", "988", "Its page.", "Shown to readers Yes", "No other service"],
        ),
    ]:
        listing = reviewer.get(reverse(f"{name}:list")).content.decode()
        inspect = reverse(f"{name}:inspect", args=[thing.pk])
        assert f'href="{inspect}"' in listing
        shown = read(reviewer, inspect)
        for word in words:
            assert word in shown
        assert refused(reviewer, reverse(f"{name}:add"))
        assert refused(reviewer, reverse(f"{name}:edit", args=[thing.pk]))
    menu = reviewer.get("/cms/").content.decode()
    assert "Statements" in menu
    assert "Resources" in menu


def test_an_editor_who_reviews_nothing_does_not_read_statements(
    cast: Cast, statement: Statement
) -> None:
    assert refused(sign_in(cast.editor), reverse(f"{STATEMENTS}:inspect", args=[statement.pk]))


def test_who_made_a_version_is_led_to_a_page_that_they_may_open(
    cast: Cast, statement: Statement
) -> None:
    coordinator = sign_in(cast.coordinator)
    data = {"kind": "endorsement", "text": f"Gladly. {SAYS}", "meaning": "Endorsement"}
    response = coordinator.post(reverse(f"{STATEMENTS}:add"), data)
    (message,) = [str(said) for said in get_messages(response.wsgi_request)]
    assert "Version 2 of “endorsement” is in use" in message
    made = Statement.objects.get(number=2)
    address = reverse(f"{STATEMENTS}:inspect", args=[made.pk])
    assert f'href="{address}"' in message
    assert "Edit" not in message
    assert "Gladly." in read(coordinator, address)


def rows_of(client: Client, address: str) -> list[str]:
    html = client.get(address).content.decode()
    table = html.split("<tbody>")[1].split("</tbody>")[0]
    return [re.sub(r"\s+", " ", unescape(strip_tags(row))) for row in table.split("</tr>")[:-1]]


def test_the_list_shows_which_version_is_in_use(cast: Cast, statement: Statement) -> None:
    coordinator = sign_in(cast.coordinator)
    Statement(kind="endorsement", number=2, text=f"New. {SAYS}", meaning="Endorsement").save()
    newer, older = rows_of(coordinator, reverse(f"{STATEMENTS}:list"))
    assert "version 2" in newer
    assert "In use" in newer
    assert "Replaced" in older
    assert "Replaced" in read(coordinator, reverse(f"{STATEMENTS}:inspect", args=[statement.pk]))


def test_lists_speak_in_words(cast: Cast, resource: ReferralResource) -> None:
    editor = sign_in(cast.editor)
    listing = reverse(f"{RESOURCES}:list")
    shown = read(editor, listing)
    for words in ("How sure", "Owner", "Shown to readers", "Read in its source, not confirmed yet"):
        assert words in shown
    filtered = read(editor, f"{listing}?shown=True")
    assert "Shown to readers: Yes" in filtered
    assert "A line" in filtered
    assert "A line" not in read(editor, f"{listing}?shown=False")
    for wrong in ("method", "Get status display", "Shown: True"):
        assert wrong not in shown + filtered


def test_a_list_costs_the_same_at_one_and_at_three_rows(
    cast: Cast, statement: Statement, django_assert_num_queries: Any
) -> None:
    coordinator = sign_in(cast.coordinator)
    listing = reverse(f"{STATEMENTS}:list")
    coordinator.get(listing)
    with django_assert_num_queries(12):
        coordinator.get(listing)
    for number in (2, 3):
        Statement(kind="endorsement", number=number, text=SAYS, meaning="Endorsement").save()
    with django_assert_num_queries(12):
        coordinator.get(listing)
