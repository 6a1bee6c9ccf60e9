"""Declared transitions of a status field."""

from collections.abc import Mapping

from portal.common.errors import Refusal


class Transitions:
    """Which status may follow which; a status that is missing on the left is final."""

    def __init__(self, table: Mapping[str, frozenset[str]]) -> None:
        self.table = table

    def check(self, now: str, then: str, *, message: str) -> None:
        """Refuse (code `transition`) unless `then` may follow `now`."""
        if then not in self.table.get(now, frozenset()):
            raise Refusal(message, code="transition")
