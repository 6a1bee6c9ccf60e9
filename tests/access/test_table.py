"""The access table itself, and its copy in the README."""

import re

from django.core.management import call_command

from portal.common.management.commands.show_access import BEGIN, END, as_markdown
from portal.common.permissions import EVERYONE, SIGNED_IN, TABLE
from portal.common.roles import Role
from tests.access.addresses import addresses
from tests.architecture.sources import ROOT, product_files


def test_the_readme_shows_the_access_table(capsys) -> None:  # type: ignore[no-untyped-def]
    call_command("show_access")
    assert capsys.readouterr().out == as_markdown() + "\n"
    readme = (ROOT / "README.md").read_text()
    shown = re.search(f"{BEGIN}\n+(.*?)\n+{END}", readme, re.S)
    assert shown, f"README has no table between {BEGIN} and {END}: manage.py show_access prints it."
    assert shown[1] == as_markdown(), "Put what manage.py show_access prints into README."


def test_the_table_names_audiences_that_exist() -> None:
    known = {EVERYONE, SIGNED_IN, *Role.values}
    assert {name: audience - known for name, audience in TABLE.items() if audience - known} == {}
    assert [name for name, audience in TABLE.items() if not audience] == []


def test_every_permission_of_the_table_is_asked_somewhere(checked) -> None:  # type: ignore[no-untyped-def]
    declared = {address.permission for address in addresses()}
    code = "\n".join(
        p.read_text() for p in product_files() if p.name not in {"permissions.py", "predicates.py"}
    )
    templates = "\n".join(p.read_text() for p in (ROOT / "templates").rglob("*.html"))
    unused = [n for n in TABLE if n not in declared and f'"{n}"' not in code + templates]
    assert unused == []
    checked("permissions of the table", len(TABLE), floor=20)


def test_only_the_cms_makers_enter_it() -> None:
    makers = {Role.COORDINATOR, Role.EDITOR, Role.LEGAL_REVIEWER, Role.RISK_REVIEWER}
    assert TABLE["cms.enter"] == makers
    assert TABLE["history.read"] == {Role.COORDINATOR}
