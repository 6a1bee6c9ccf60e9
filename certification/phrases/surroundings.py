"""What the sentences about a person's path are made of: what surrounds a decision, and what a person can do."""

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple

from django.urls import reverse

from certification.rules.kinds import Circumstances
from portal.common.navigation import address


@dataclass(frozen=True, slots=True)
class Action:
    """A button or link: its text, the name of its address, and the address's arguments."""

    text: str
    to: str
    args: tuple[int | str, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.to, args=self.args) if self.args else address(self.to)


class Said(NamedTuple):
    """A sentence or several, and what the person can do about it."""

    sentence: str
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the sentences name beside the decision."""

    circumstances: Circumstances = field(default_factory=dict)
    # The section's head, or another leader where there is no head: "Hal Example, MD"; "" without a leader.
    leader: str = ""
    leader_is_head: bool = False
    # The open nomination that the person can answer.
    nomination: int | None = None
    minutes_left: int = 0
    training_begun: bool = False
    # The next session that the policy asks for with a place, or a place on its waitlist.
    session: int | None = None
    session_on: dt.date | None = None
    waits_for_session: bool = False
    # The newest certificate that was not revoked, in force or not.
    certificate: int | None = None
    certificate_on: dt.date | None = None
    # When one was revoked last.
    revoked_on: dt.date | None = None

    def has(self, circumstance: str) -> bool:
        return self.circumstances.get(circumstance, False)


def together(*sentences: str) -> str:
    """Whole sentences one after the other; those that are "" are left out."""
    return " ".join(sentence for sentence in sentences if sentence)
