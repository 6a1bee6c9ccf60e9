"""Writes of the ledger: one entry for each signature, each certificate and each change of standing.

Every function joins the caller's transaction. What is entered stays: the ledger has no correction, only a
later entry.
"""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from certification.enums import EntryKind, StatementKind
from certification.models import Certificate, Endorsement, LedgerEntry, Supporter
from certification.rules.gate import Decision
from certification.selectors.policy import policy_on
from certification.services.projecting import note_movement
from portal.accounts.models import Person
from portal.common.errors import Refusal
from portal.common.signatures import Signature
from portal.common.time import now, today


def enter_signature(
    supporter: Supporter, *, record: Signature, kind: str, by: Person | None
) -> LedgerEntry:
    """Enter that `record` was signed: its kind, its key, its meaning and the hash of the signed text.

    `kind` is a `StatementKind` or "expectations". Refuses while no policy is in force (`no_policy`).
    """
    return _enter(supporter, EntryKind.SIGNATURE, by, record.signed_on, _signed(record, str(kind)))


def enter_withdrawal(endorsement: Endorsement, *, by: Person | None) -> LedgerEntry:
    """Enter that an endorsement was withdrawn, with what was entered when it was signed.

    Refuses while no policy is in force (`no_policy`).
    """
    return _enter(
        endorsement.supporter,
        EntryKind.WITHDRAWAL,
        by,
        endorsement.withdrawn_on or today(),
        _signed(endorsement, StatementKind.ENDORSEMENT.value),
    )


def _signed(record: Signature, kind: str) -> dict[str, object]:
    return {
        "kind": kind,
        "record": record.pk,
        "meaning": record.meaning,
        "statement_hash": record.statement_hash,
    }


def enter_certificate(certificate: Certificate, *, by: Person | None) -> LedgerEntry:
    """Enter that a certificate was issued: its code and the hash of its document.

    Refuses while no policy is in force (`no_policy`).
    """
    return _enter_about(certificate, EntryKind.CERTIFICATE, by, certificate.issued_on)


def enter_revocation(certificate: Certificate, *, by: Person | None) -> LedgerEntry:
    """Enter that a certificate was revoked, with what was entered when it was issued.

    Refuses while no policy is in force (`no_policy`).
    """
    return _enter_about(certificate, EntryKind.REVOCATION, by, certificate.revoked_on or today())


def enter_standings(
    decisions: Mapping[int, Decision],
    *,
    before: Mapping[int, str],
    policy_id: int,
    by: Person | None,
) -> list[LedgerEntry]:
    """Enter decisions of the gate by the supporters' ids: the standing before and after, and the requirements that they
    rest on. Two statements, however many there are."""
    entries = [
        LedgerEntry(
            supporter_id=supporter,
            kind=EntryKind.STANDING,
            standing=decision.standing,
            before=before.get(supporter, ""),
            policy_id=policy_id,
            detail={
                "met": [state.requirement for state in decision.states if state.met],
                "unmet": [state.requirement for state in decision.unmet],
            },
            actor=by,
            entered_at=now(),
            effective_on=decision.on,
        )
        for supporter, decision in decisions.items()
    ]
    if not entries:
        return []
    note_movement(list(decisions), on=entries[0].effective_on)
    # Entries have no history that writing them together could pass by.
    return LedgerEntry._base_manager.bulk_create(entries)


def _enter_about(
    certificate: Certificate, kind: EntryKind, by: Person | None, effective_on: dt.date
) -> LedgerEntry:
    detail = {"code": certificate.code, "document_hash": certificate.document_hash}
    return _enter(certificate.supporter, kind, by, effective_on, detail)


def _enter(
    supporter: Supporter,
    kind: EntryKind,
    by: Person | None,
    effective_on: dt.date,
    detail: dict,
) -> LedgerEntry:
    policy = policy_on(today())
    if policy is None:
        raise Refusal(
            _(
                "The program has no policy in force yet. Ask the program office to put one in force."
            ),
            code="no_policy",
        )
    entry = LedgerEntry(
        supporter=supporter,
        kind=kind,
        policy=policy,
        detail=detail,
        actor=by,
        entered_at=now(),
        effective_on=effective_on,
    )
    entry.save()
    note_movement([supporter.pk], on=effective_on)
    return entry
