"""Rules about one session that narrow the access table."""

import rules

from curriculum.models import Session
from curriculum.selectors.sessions.staff import keepers_of
from portal.accounts.models import Person
from portal.common.permissions import narrow
from portal.common.roles import Role, roles_of


@rules.predicate
def keeps_the_session(person: Person, session: Session) -> bool:
    """A session is kept by its staff, and by every coordinator."""
    return Role.COORDINATOR in roles_of(person) or person in keepers_of(session)


def declare() -> None:
    """Narrow the permissions about sessions."""
    narrow("session.schedule", keeps_the_session)
    narrow("session.mark_attendance", keeps_the_session)
