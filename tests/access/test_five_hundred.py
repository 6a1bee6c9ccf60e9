"""No address answers 500, whoever asks: neither a plain request nor an empty form."""

import logging
from http.cookies import SimpleCookie

import pytest
from django.core.management import call_command
from django.test import Client

from content.models import ModulePage
from tests.access.addresses import Address, addresses
from tests.access.test_walk import path_of, undone
from tests.access.world import World, examples, make_world
from tests.factories import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def on_a_page_that_exists(address: Address, path: str) -> str:
    """Where the address is about a page, that of the first module: of one that is missing there is little to find."""
    if "page_id" not in address.kinds and "page_to_copy_id" not in address.kinds:
        return path
    page = ModulePage.objects.values_list("pk", flat=True)[0]
    return address.path(
        {name: page if kind == "int" else "x" for name, kind in address.kinds.items()}
    )


def test_no_address_answers_an_empty_request_with_a_fault(checked, caplog, logged_errors) -> None:  # type: ignore[no-untyped-def]
    caplog.set_level(logging.CRITICAL, logger="django.request")
    world: World = make_world()
    call_command("load_program", verbosity=0)
    found, wrong, asked = examples(world), [], 0
    clients = {who: sign_in(person, fresh=True) for who, person in world.people.items()}
    cookies = {who: client.cookies.output(header="", sep=";") for who, client in clients.items()}
    for address in addresses():
        path = on_a_page_that_exists(address, path_of(address, found))
        for who in ("coordinator", "editor", "risk reviewer"):
            client: Client = clients[who]
            client.raise_request_exception = False
            for method in (client.get, client.post):
                asked += 1
                # Signing out is among what is asked.
                client.cookies = SimpleCookie(cookies[who])
                with undone():
                    answer = method(path)
                if answer.status_code >= 500:
                    wrong.append(f"{who} {method.__name__} {path}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
    checked("empty requests to every address", asked, floor=1400)


def test_people_are_changed_one_at_a_time_and_in_no_list_of_wagtails(checked) -> None:  # type: ignore[no-untyped-def]
    world = make_world()
    client = sign_in(world.people["coordinator"], fresh=True)
    people = [person.pk for person in world.people.values()]
    for action in ("delete", "set_active_state", "assign_role"):
        path = f"/cms/bulk/accounts/person/{action}/?id={people[0]}"
        assert client.get(path).status_code == 404
        assert client.post(path, {"mark_as_active": ""}).status_code == 404
    # Pages have theirs.
    assert client.get("/cms/bulk/wagtailcore/page/publish/?id=1").status_code == 200
    assert client.get("/cms/failwhale/").status_code == 404


def test_a_form_without_its_fields_is_the_senders_fault_and_a_whole_one_goes_through() -> None:
    world = make_world()
    client = sign_in(world.people["editor"], fresh=True)
    external = "/cms/choose-external-link/"
    assert client.post(external).status_code == 400
    sent = {
        "external-link-chooser-url": "https://hospital.example/",
        "external-link-chooser-link_text": "x",
    }
    assert client.post(external, sent).status_code == 200
    assert client.get("/cms/documents/chooser/chosen/x/").status_code == 400
