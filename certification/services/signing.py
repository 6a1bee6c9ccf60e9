"""What every signature of a section leader has in common: who may sign, and that it is the text they saw."""

import datetime as dt
from typing import TypedDict

from django.utils.translation import gettext as _

from certification.models import Supporter
from certification.selectors.leaders import may_sign_for
from certification.selectors.statements import Shown
from portal.accounts.models import Person
from portal.common.errors import Refusal, Stale
from portal.common.signatures import require_printed_name
from portal.common.time import now, today
from portal.sections.models import Section


class SignatureFields(TypedDict):
    printed_name: str
    meaning: str
    statement: str
    statement_hash: str
    signed_at: dt.datetime
    signed_on: dt.date


def check_may_sign(supporter: Supporter, *, signer: Person, section: Section) -> None:
    """Refuses people who sign for themselves (`self`) or do not lead the supporter's section today (`not_leader`)."""
    if supporter.person_id == signer.pk:
        raise Refusal(_("Nobody signs for themselves. Ask another leader."), code="self")
    if not may_sign_for(signer, supporter, section=section):
        raise Refusal(
            _("Only a leader of the section in which %(person)s works can sign.")
            % {"person": supporter.person.name},
            code="not_leader",
        )


def signature_fields(
    shown: Shown, *, signer: Person, printed_name: str, statement_hash: str
) -> SignatureFields:
    """The fields of a signature under the exact text that was shown.

    Refuses another name than the signer's (`name`) and, as stale, the hash of another text than today's.
    """
    if statement_hash != shown.hash:
        raise Stale(
            _("The statement has changed since you opened this page. Read it again, then sign.")
        )
    return {
        "printed_name": require_printed_name(printed_name, signer.name, signer.full_name),
        "meaning": shown.meaning,
        "statement": shown.text,
        "statement_hash": shown.hash,
        "signed_at": now(),
        "signed_on": today(),
    }
