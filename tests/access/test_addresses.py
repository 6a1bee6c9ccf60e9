"""Every view declares the permission that the literal table has for its address, and every address is in the table."""

from collections.abc import Callable
from dataclasses import replace

from wagtail.models import get_page_models

from content.models.base import PortalPage
from portal.common.permissions import TABLE
from tests.access.addresses import Address, addresses
from tests.access.table import PERMISSION_OF_PAGE, written_permissions


def differences(found: list[Address], table: dict[str, str]) -> list[str]:
    """What is wrong between the resolver and the table. Of two views at one address Django asks the first."""
    asked = {address.route: address.permission for address in reversed(found)}
    return [
        *(f"{route} is not in the table" for route in asked if route not in table),
        *(
            f"{route} asks for {permission}, not {table[route]}"
            for route, permission in asked.items()
            if table.get(route, permission) != permission
        ),
        *(f"{route} is no address" for route in table if route not in asked),
    ]


def test_every_view_declares_what_the_table_says(checked) -> None:  # type: ignore[no-untyped-def]
    found, table = addresses(), written_permissions()
    assert differences(found, table) == []
    assert {*table.values()} <= {*TABLE}
    checked("addresses in the literal table", len(table), floor=240)
    checked("of them ours", len({a.route for a in found if a.is_ours}), floor=45)


def test_every_type_of_page_declares_what_the_table_says(checked) -> None:  # type: ignore[no-untyped-def]
    types = [model for model in get_page_models() if issubclass(model, PortalPage)]
    assert {model.__name__: model.access for model in types} == PERMISSION_OF_PAGE
    checked("types of pages in the literal table", len(types), floor=10)


def view_with(access: str | None) -> Callable:
    def view(request: object) -> None: ...

    if access is not None:
        view.access = access  # type: ignore[attr-defined]
    return view


def test_an_address_that_differs_is_missing_or_is_gone_is_found() -> None:
    found, table = addresses(), written_permissions()
    my_path = next(address for address in found if address.route == "my/")
    others = [address for address in found if address is not my_path]
    for declared in ("site.visit", None):
        wrong = replace(my_path, view=view_with(declared))
        expected = [f"my/ asks for {declared}, not path.see"]
        assert differences([*others, wrong], table) == expected
    new = replace(my_path, route="my/diary/")
    assert differences([*found, new], table) == ["my/diary/ is not in the table"]
    assert differences(others, table) == ["my/ is no address"]
    assert differences([*others, replace(my_path, view=view_with("path.see"))], table) == []
