"""The permission of each address and of each type of page, as somebody wrote it down: not as the views declare it."""

from pathlib import Path

from tests.access.addresses import Address

LINES = Path(__file__).with_name("addresses.txt")
PERMISSION_OF_PAGE = {
    "HomePage": "site.visit",
    "ProgramIndexPage": "site.visit",
    "ProgramPage": "site.visit",
    "ExpectationsPage": "site.visit",
    "ReportOrReferPage": "site.visit",
    "ResourcesPage": "site.visit",
    "GuidanceIndexPage": "guidance.read",
    "GuidancePage": "guidance.read",
    "CoursePage": "training.learn",
    "ModulePage": "training.learn",
}


def written_permissions() -> dict[str, str]:
    """The permission of each address; fails for an address that has two lines."""
    table: dict[str, str] = {}
    for line in LINES.read_text().splitlines():
        if line and not line.startswith("# "):
            route, permission = line.rsplit(maxsplit=1)
            assert route not in table, f"{route} has two lines."
            table[route] = permission
    return table


def permission_of(address: Address) -> str:
    """What the table asks for at an address."""
    return _TABLE[address.route]


_TABLE = written_permissions()
