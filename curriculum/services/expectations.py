"""Accepting the expectations by signature."""

from django.utils.translation import gettext as _

from curriculum.models import Acceptance, ExpectationsEdition
from curriculum.rules.statements import expectations_statement
from curriculum.selectors.courses import newest_expectations
from curriculum.signals import learned
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal, Stale
from portal.common.locks import lock
from portal.common.permissions import require
from portal.common.signatures import fingerprint, require_printed_name
from portal.common.time import now, today


def accept_expectations(person: Person, *, edition_id: int, printed_name: str) -> Acceptance:
    """Sign the edition of the expectations that was shown; signing it twice keeps the first signature.

    The signature holds the exact text, its hash and its meaning. Requires `expectations.accept`. Refuses an
    edition that does not exist (`unknown`), a name other than the account's (`name`), and one that is no longer the
    newest (`Stale`): the person must read the newer one.
    """
    require(person, "expectations.accept")
    with recorded(by=person, why="Expectations accepted"):
        lock(person)
        edition = ExpectationsEdition.objects.filter(pk=edition_id).first()
        if edition is None:
            raise Refusal(_("There are no such expectations."), code="unknown")
        before = Acceptance.objects.filter(person=person, edition=edition).first()
        if before is not None:
            return before
        if edition != newest_expectations():
            raise Stale(
                _("The expectations changed while you read them. Read them again, then sign.")
            )
        statement = expectations_statement(edition.title, edition.intro, edition.items)
        acceptance = Acceptance(
            person=person,
            edition=edition,
            printed_name=require_printed_name(printed_name, person.name, person.full_name),
            meaning=edition.meaning,
            statement=statement,
            statement_hash=fingerprint(statement),
            signed_at=now(),
            signed_on=today(),
        )
        acceptance.save()
        learned.send(Acceptance, person=person, on=acceptance.signed_on, by=person)
        return acceptance
