"""Opening an account for somebody who was nominated and has none, and correcting a name."""

from django.utils.translation import gettext as _

from certification.models import Nomination, Supporter
from certification.services.nominations import link_nominations
from certification.services.standing import reassess
from portal.accounts.models import Person
from portal.accounts.selectors import person_with_email
from portal.accounts.services import add_person, correct_name
from portal.common import permissions
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.locks import lock
from portal.sections.models import Section
from portal.sections.services import join_section


def open_account_for(
    nomination: Nomination,
    *,
    section: Section,
    by: Person,
    name: str | None = None,
    credentials: str = "",
) -> Person:
    """Open an account without a password for a nominee, in a section, and email the link to choose a password.

    Where somebody with access has the address by now, the nomination is theirs, and no account is opened.
    Requires `program.oversee`. Refuses a nomination that was answered or closed (`answered`) or whose nominee has
    an account (`has_account`), and what opening an account refuses: an empty name (`name`), an address that belongs
    to somebody whose access ended (`taken`).
    """
    permissions.require(by, "program.oversee")
    with recorded(by=by, why="Account opened for a nominee"):
        current = lock(nomination)
        if current.answered_at is not None:
            raise Refusal(_("This nomination was answered or closed already."), code="answered")
        if current.nominee_id is not None:
            raise Refusal(
                _("%(nominee_name)s has an account already, and can answer.")
                % {"nominee_name": current.nominee_name},
                code="has_account",
            )
        already = person_with_email(current.nominee_email)
        if already is not None:
            # Opened elsewhere at the moment of the nomination, so that neither saw the other.
            link_nominations(already, by=by)
            return already
        person = add_person(
            current.nominee_email,
            name=current.nominee_name if name is None else name,
            by=by,
            credentials=credentials,
            why="Account opened for a nominee",
        )
        join_section(
            person, section=section, by=by, why="Section chosen when the account was opened"
        )
    return person


def correct_supporters_name(
    supporter: Supporter, *, name: str, credentials: str, by: Person
) -> Person:
    """`correct_name` of a supporter; a certificate that waited for a name that can be printed follows after the commit."""
    with recorded(by=by, why="Name corrected"):
        person = correct_name(supporter.person, name=name, credentials=credentials, by=by)
        # No fact says a name: what may follow is a certificate that waited for one that can be printed.
        reassess(lock(supporter), by=by, kinds=())
    return person
