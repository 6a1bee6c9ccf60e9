"""How services are called: the object first, everything else by keyword, and never a switch. And names that mean one thing."""

import ast
from collections import defaultdict
from collections.abc import Iterator

from tests.architecture.sources import PACKAGES, name, product_files, tree

# The product's classes of these names are one kind of thing in each room, by a convention of Django's.
OF_A_CONVENTION = {"Command", "Meta", "Config", "Media"}
# A truth value that is stored, not a switch: the parameter, and what it says.
STORED: dict[str, str] = {}


def services() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every public function of a module or package called services, and where it stands."""
    for path in product_files():
        if "services" in {*path.parts, path.stem}:
            for node in tree(path).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield f"{name(path)}:{node.lineno} {node.name}", node


def faults_of(service: ast.FunctionDef) -> list[str]:
    """What is wrong with the parameters of a service."""
    by_place = [*service.args.posonlyargs, *service.args.args]
    faults = []
    if len(by_place) > 1:
        faults.append("takes more than its object by place")
    if "by" in {each.arg for each in by_place}:
        faults.append("takes the actor by place")
    for each in [*by_place, *service.args.kwonlyargs]:
        kinds = ast.unparse(each.annotation) if each.annotation else ""
        if "bool" in kinds.split(" | ") and f"{service.name}.{each.arg}" not in STORED:
            faults.append(f"is switched by {each.arg}")
    return faults


def test_services_take_their_object_first_and_the_rest_by_keyword(checked) -> None:  # type: ignore[no-untyped-def]
    every = list(services())
    wrong = {where: faults_of(service) for where, service in every if faults_of(service)}
    assert wrong == {}
    checked("services for their parameters", len(every), floor=60)


def test_a_service_that_is_called_otherwise_would_be_seen() -> None:
    source = (
        "def act(row, other, by, told: bool, seen: bool | None, *, is_open: bool, name: str): ..."
    )
    (service,) = ast.parse(source).body
    assert isinstance(service, ast.FunctionDef)
    assert faults_of(service) == [
        "takes more than its object by place",
        "takes the actor by place",
        "is switched by told",
        "is switched by seen",
        "is switched by is_open",
    ]
    (fine,) = ast.parse("def act(row, *, by, name: str, since: int | None = None): ...").body
    assert isinstance(fine, ast.FunctionDef)
    assert faults_of(fine) == []


def classes_by_name() -> dict[str, set[str]]:
    """The names of the product's public classes, and the rooms that have one of that name."""
    rooms: dict[str, set[str]] = defaultdict(set)
    for path in product_files():
        parts = name(path).split("/")
        room = "/".join(parts[:2]) if parts[0] == "portal" else parts[0]
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                rooms[node.name].add(room)
    return rooms


def test_no_two_rooms_share_the_name_of_a_class(checked) -> None:  # type: ignore[no-untyped-def]
    rooms = classes_by_name()
    shared = {
        each: sorted(where)
        for each, where in rooms.items()
        if len(where) > 1 and each not in OF_A_CONVENTION
    }
    assert shared == {}
    assert {room.split("/")[0] for where in rooms.values() for room in where} <= {*PACKAGES}
    checked("names of classes", len(rooms), floor=200)
