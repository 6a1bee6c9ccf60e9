"""`manage.py show_access`: the access table as Markdown, for the README."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.common.permissions import EVERYONE, NARROWED, SIGNED_IN, TABLE
from portal.common.roles import Role

BEGIN, END = "<!-- access:begin -->", "<!-- access:end -->"


class Command(BaseCommand):
    help = "Print the access table as Markdown, as it stands in README between its two marks."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(as_markdown())


def as_markdown() -> str:
    """The access table: a row a permission, a column an audience, and what else must be true."""
    heads = ["Permission", "Everyone", "Signed in", *map(str, Role.labels), "And only if"]
    rows = [_row(name) for name in TABLE]
    lines = [heads, ["---", *[":-:"] * (len(heads) - 2), "---"], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _row(name: str) -> list[str]:
    audience = TABLE[name]
    columns = [EVERYONE, SIGNED_IN, *Role.values]
    marks = ["yes" if column in audience else "" for column in columns]
    return [f"`{name}`", *marks, NARROWED.get(name, "").replace("_", " ")]
