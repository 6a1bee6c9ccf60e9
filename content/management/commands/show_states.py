"""`manage.py show_states`: the states of the program as Mermaid diagrams, for docs/architecture.md."""

from typing import Any

from django.core.management.base import BaseCommand

from certification.enums import NominationStatus
from certification.rules.gate import STANDINGS
from curriculum.enums import SignUpStatus

BEGIN, END = "<!-- states:begin -->", "<!-- states:end -->"


class Command(BaseCommand):
    help = "Print the diagrams of states, as they stand in docs/architecture.md between their two marks."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(as_markdown())


def as_markdown() -> str:
    """The diagrams: how the gate finds a standing, and what a nomination and a place in a session may become."""
    return "\n\n".join(
        [
            "Standing is computed for a date: the first question answered yes decides.",
            _fenced(_standings()),
            "A nomination:",
            _fenced(_moves(NominationStatus)),
            "A place in a session, or on its waitlist:",
            _fenced(_moves(SignUpStatus)),
        ]
    )


def _fenced(lines: list[str]) -> str:
    return "\n".join(["```mermaid", *lines, "```"])


def _standings() -> list[str]:
    lines = ["flowchart TD"]
    *asked, last = STANDINGS
    for place, rule in enumerate(asked):
        below = f"q{place + 1}" if place + 1 < len(asked) else last.standing.value
        lines += [
            f'    q{place}{{"{rule.when}?"}} -->|yes| {rule.standing.value}(["{rule.standing.label}"])',
            f"    q{place} -->|no| {below}",
        ]
    return [*lines, f'    {last.standing.value}(["{last.standing.label}"])']


def _moves(statuses: type[NominationStatus] | type[SignUpStatus]) -> list[str]:
    later = {after for each in statuses for after in each.may_become}
    lines = ["stateDiagram-v2", *(f"    {each.value}: {each.label}" for each in statuses)]
    for each in statuses:
        # What can be made afresh: a place is taken at once where there is one.
        if each not in later or each.may_become:
            lines.append(f"    [*] --> {each.value}")
        lines += [
            f"    {each.value} --> {after.value}" for after in statuses if after in each.may_become
        ]
    return lines
