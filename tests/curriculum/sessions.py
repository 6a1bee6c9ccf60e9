"""Sessions for tests, scheduled through the services."""

import datetime as dt
from typing import Any

from curriculum.enums import SessionKind
from curriculum.models import Session
from curriculum.services.sessions.scheduling import schedule_session
from curriculum.validators import SessionTerms
from portal.accounts.models import Person
from tests.clock import NOW

TERMS: dict[str, Any] = {
    "kind": SessionKind.FOUNDATIONAL,
    "title": "Foundational training",
    "place": "Education building, room 2",
    "link": "",
    "minutes": 60,
    "capacity": 2,
}


def make_session(facilitator: Person, *, days: float = 7, **terms: Any) -> Session:
    """A session some days after (before, if negative: it was scheduled in time) the tests' beginning."""
    starts_at = terms.pop("starts_at", NOW + dt.timedelta(days=days))
    return schedule_session(
        make_terms(starts_at=starts_at, **terms), facilitator=facilitator, by=facilitator
    )


def make_terms(**terms: Any) -> SessionTerms:
    """Terms of a session; say what differs from `TERMS`, and the start."""
    return SessionTerms(**{**TERMS, **terms})
