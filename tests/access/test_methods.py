"""Every address of ours takes the methods that it declares, and no other."""

import logging

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import resolve
from wagtail.models import Page

from tests.access.addresses import Address, addresses
from tests.access.table import permission_of
from tests.access.test_walk import is_asked_to_sign_in, may, path_of, undone
from tests.access.world import Example, World, examples, make_world
from tests.factories import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ODD = ("PUT", "DELETE", "PATCH", "TRACE")
WALKERS = ("visitor", "supporter", "coordinator")


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, logger="django.request")


@pytest.fixture
def world() -> World:
    return make_world()


def client_of(who: str, world: World) -> Client:
    return Client() if who == "visitor" else sign_in(world.people[who], fresh=True)


def is_sign_in(address: Address) -> bool:
    return address.route.lstrip("^").startswith(("accounts/", "cms/log"))


def verdict(client: Client, who: str, address: Address, path: str, method: str) -> str:
    """What is wrong with the answer to an odd method; "" where it is refused as it must be."""
    with undone():
        answer = client.generic(method, path)
    if may(who, permission_of(address)):
        return "" if answer.status_code == 405 else f"gets {answer.status_code}, not 405"
    if who == "visitor":
        return "" if is_asked_to_sign_in(answer, path) else "is not asked to sign in"
    return "" if answer.status_code == 403 else f"gets {answer.status_code}, not 403"


def test_no_address_of_ours_answers_an_odd_method(world: World, checked) -> None:  # type: ignore[no-untyped-def]
    found: dict[str, Example] = examples(world)
    ours = [a for a in addresses() if a.is_ours or is_sign_in(a)]
    clients = {who: client_of(who, world) for who in WALKERS}
    wrong, asked, refused = [], 0, 0
    for address in ours:
        path = path_of(address, found)
        if resolve(path).func is not address.view:
            continue  # An address before it takes its place: that one is asked.
        for who, client in clients.items():
            for method in ODD:
                problem = verdict(client, who, address, path, method)
                wrong += [f"{method} {path} as {who}: {problem}"] if problem else []
                asked += 1
                refused += may(who, permission_of(address))
    assert not wrong, "\n".join(wrong[:40])
    checked("odd methods at our addresses", asked, floor=500)
    checked("of them at addresses that the person may open", refused, floor=300)


def test_no_page_of_the_program_answers_an_odd_method(world: World, checked) -> None:  # type: ignore[no-untyped-def]
    call_command("load_program", verbosity=0)
    client, asked = client_of("coordinator", world), 0
    for page in Page.objects.live().filter(depth__gt=1).specific():
        for method in ODD:
            answer = client.generic(method, page.get_url())
            # The course's own page is not among them: learners see editions.
            assert answer.status_code in {404, 405}, f"{method} {page.get_url()}"
            asked += 1
    checked("odd methods at pages of the program", asked, floor=100)
