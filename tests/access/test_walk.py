"""Every address as every kind of person, against the access table."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve
from wagtail.models import Page

from portal.common.access import AccessMiddleware
from portal.common.permissions import EVERYONE, SIGNED_IN, TABLE
from tests.access.addresses import Address, addresses
from tests.access.table import PERMISSION_OF_PAGE, permission_of
from tests.access.world import (
    NOT_SIGNED_IN,
    ROLES,
    Example,
    World,
    deactivate,
    examples,
    make_world,
)
from tests.factories import sign_in

pytestmark = pytest.mark.django_db

# Parts of pages that are not ours: any value does, because people without access are stopped before it is read.
ANY = {
    "int": "1",
    "str": "x",
    "slug": "x",
    "path": "x",
    "uuid": "6f1a2c1e-0000-4000-8000-000000000000",
}
# Regular expressions among the addresses, by name or route; a page's own address is walked below.
PATTERNS = {
    "account_reset_password_from_key": "/accounts/password/new/1-x/",
    "wagtailadmin_api:pages:listing": "/cms/api/main/pages/",
    "wagtailadmin_api:pages:detail": "/cms/api/main/pages/1/",
    "wagtailadmin_api:pages:find": "/cms/api/main/pages/find/",
    "wagtailadmin_api:pages:action": "/cms/api/main/pages/1/action/copy/",
    "wagtailadmin_api:documents:listing": "/cms/api/main/documents/",
    "wagtailadmin_api:documents:detail": "/cms/api/main/documents/1/",
    "wagtailadmin_api:documents:find": "/cms/api/main/documents/find/",
    "wagtailadmin_api:images:listing": "/cms/api/main/images/",
    "wagtailadmin_api:images:detail": "/cms/api/main/images/1/",
    "wagtailadmin_api:images:find": "/cms/api/main/images/find/",
    "wagtailadmin_pages:revisions_compare": "/cms/pages/1/revisions/compare/live...latest/",
    "cms/^.*/$": "/cms/no-such-page/",
    "wagtaildocs_serve": "/documents/1/x.pdf",
    "wagtail_serve": "/",
}


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    """A refusal is logged as a warning with its trace: thousands of them hide what failed."""
    caplog.set_level(logging.ERROR, logger="django.request")


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def clients(world: World) -> dict[str, Client]:
    signed_in = {who: sign_in(person, fresh=True) for who, person in world.people.items()}
    deactivate(world)
    return {"visitor": Client(), **signed_in}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def may(who: str, permission: str) -> bool:
    """What the table says, read anew here: not by the code that is tested."""
    audience = TABLE[permission]
    if EVERYONE in audience:
        return True
    return who not in NOT_SIGNED_IN and (SIGNED_IN in audience or bool(audience & ROLES[who]))


def path_of(address: Address, found: dict[str, Example]) -> str:
    """A valid path of an address; fails for one of ours whose example is missing."""
    if address.is_regex:
        return PATTERNS[address.name if address.name in PATTERNS else address.route]
    if address.name in found:
        return address.path(found[address.name].arguments)
    if not address.parameters:
        return address.path({})
    assert not address.is_ours, f"{address.name} needs an example in tests/access/world.py."
    return address.path({name: ANY[kind] for name, kind in address.kinds.items()})


def is_asked_to_sign_in(response: HttpResponse, path: str) -> bool:
    asked = f"/accounts/login/?next={path}"
    return response.status_code == 302 and response["Location"] == asked


def verdict(client: Client, who: str, address: Address, path: str, foreign: bool) -> str:
    """What is wrong with the answers to one person at one address; "" when nothing is."""
    allowed = may(who, permission_of(address))
    with undone():
        answer = client.get(path)
        if answer.status_code == 405:
            answer = client.post(path)
    if not allowed:
        if who in NOT_SIGNED_IN:
            return "" if is_asked_to_sign_in(answer, path) else "is not asked to sign in"
        return "" if answer.status_code == 403 else f"gets {answer.status_code}, not 403"
    if foreign:
        return "" if answer.status_code == 404 else f"gets {answer.status_code}, not 404"
    if answer.status_code >= 400 or "/accounts/login/" in answer.get("Location", ""):
        return f"may, and gets {answer.status_code}"
    return ""


def test_every_address_answers_every_person_as_the_table_says(
    world: World, clients: dict[str, Client], checked, logged_errors: list
) -> None:  # type: ignore[no-untyped-def]
    """Ours with real requests; of the parts that we build on, who is kept out with real requests."""
    found, wrong, pairs = examples(world), [], 0
    ours = [address for address in addresses() if address.is_ours]
    for address in ours:
        path = path_of(address, found)
        whose = found.get(address.name, Example({})).of
        for who, client in clients.items():
            foreign = whose is not None and who not in whose
            problem = verdict(client, who, address, path, foreign)
            wrong += [f"{who} at {path} ({permission_of(address)}) {problem}"] if problem else []
            pairs += 1
    assert not wrong, "\n".join(wrong[:40])
    assert {*found} <= {address.name for address in ours}, "An example of no address."
    checked("address × role pairs of our own", pairs, floor=675)


@pytest.mark.once
def test_the_parts_that_we_build_on_are_closed_to_whom_the_table_says(
    world: World, clients: dict[str, Client], checked
) -> None:  # type: ignore[no-untyped-def]
    """Who is kept out is kept out by a real request; who may enter is let in by the middleware."""
    wrong, pairs = [], 0
    middleware = AccessMiddleware(lambda request: HttpResponse())
    for address in [address for address in addresses() if not address.is_ours]:
        path = path_of(address, {})
        if resolve(path).func is not address.view:
            continue  # An address before it takes its place: that one is asked.
        for who, client in clients.items():
            pairs += 1
            if not may(who, permission_of(address)):
                problem = verdict(client, who, address, path, foreign=False)
                wrong += [f"{who} at {path}: {problem}"] if problem else []
                continue
            request = RequestFactory().get(path)
            request.user = world.people.get(who) or _nobody()
            try:
                let_in = middleware.process_view(request, address.view, (), {}) is None
            except PermissionDenied:
                let_in = False
            wrong += [] if let_in else [f"{who} at {path}: is kept out"]
    assert not wrong, "\n".join(wrong[:40])
    checked("address × role pairs of the parts that we build on", pairs, floor=3000)


def _nobody() -> object:
    from django.contrib.auth.models import AnonymousUser

    return AnonymousUser()


@pytest.mark.once
def test_every_page_of_the_program_answers_every_person_as_the_table_says(
    world: World, clients: dict[str, Client], checked
) -> None:  # type: ignore[no-untyped-def]
    call_command("load_program", verbosity=0)
    wrong, pairs = [], 0
    pages = Page.objects.live().filter(depth__gt=1).specific()
    for page in pages:
        path, permission = page.get_url(), PERMISSION_OF_PAGE[type(page).__name__]
        for who, client in clients.items():
            pairs += 1
            answer = client.get(path)
            if may(who, permission):
                problem = "" if answer.status_code < 400 and not _asked(answer) else "is kept out"
            elif who in NOT_SIGNED_IN:
                problem = "" if is_asked_to_sign_in(answer, path) else "is not asked to sign in"
            else:
                problem = "" if answer.status_code == 403 else f"gets {answer.status_code}"
            wrong += [f"{who} at {path} ({permission}): {problem}"] if problem else []
    assert not wrong, "\n".join(wrong[:40])
    checked("page × role pairs", pairs, floor=405)


def _asked(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and "/accounts/login/" in answer["Location"]


def test_an_address_that_does_not_exist_is_a_404_for_everybody(clients: dict[str, Client]) -> None:
    paths = ("/no-such-page/", "/verify/no-such-code/", "/cms-no-such/", "/training/no-such/x/y/")
    found = {
        (who, path): client.get(path).status_code
        for who, client in clients.items()
        for path in paths
    }
    assert found == dict.fromkeys(found, 404)
