"""The exact text that a section leader signs, as it is shown on a date."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from certification.codes import grouped
from certification.enums import StatementKind
from certification.models import Certificate, Statement, Supporter
from certification.rules.statements import filled_in
from portal.accounts.models import Person
from portal.common.errors import Refusal
from portal.common.signatures import fingerprint
from portal.common.words import day
from portal.sections.models import Section


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement with everything filled in: what is shown, hashed and signed is one text."""

    kind: StatementKind
    text: str
    meaning: str

    @property
    def hash(self) -> str:
        return fingerprint(self.text)


def statement_for(
    kind: StatementKind,
    supporter: Supporter,
    signer: Person,
    section: Section,
    on: dt.date,
    certificate: Certificate | None = None,
) -> Shown:
    """The newest statement of a kind, filled in. Refuses (`no_statement`) where the program has none."""
    newest = Statement.objects.filter(kind=kind).order_by("-number").first()
    if newest is None:
        raise Refusal(
            _("The program has no text to sign yet. Ask the program office for it."),
            code="no_statement",
        )
    values = {
        "person": supporter.person.full_name,
        "section": str(section),
        "signer": signer.full_name,
        "date": day(on),
        "certificate": grouped(certificate.code) if certificate else "",
    }
    text = filled_in(newest.text, values)
    return Shown(kind, text, newest.meaning)
