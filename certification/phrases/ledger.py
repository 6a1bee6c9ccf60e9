"""Each entry of the ledger in sentences."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.codes import grouped
from certification.enums import EntryKind, Standing, StatementKind
from certification.phrases.kinds import noun
from certification.phrases.surroundings import together


@dataclass(frozen=True, slots=True)
class Entered:
    """What the sentence about an entry of the ledger needs; `actor` is "" for the portal itself."""

    kind: str
    standing: str
    before: str
    policy: int
    detail: dict
    actor: str


_SIGNED: dict[str, str | Promise] = {
    StatementKind.GOOD_STANDING: gettext_lazy("%(actor)s signed the statement of good standing."),
    StatementKind.ENDORSEMENT: gettext_lazy("%(actor)s signed the endorsement."),
    StatementKind.DECLINE: gettext_lazy(
        "%(actor)s signed the decision not to endorse at this time."
    ),
    "expectations": gettext_lazy("%(actor)s signed the expectations."),
}


def entry_sentence(entry: Entered) -> str:
    """An entry of the ledger in a few sentences."""
    return {
        EntryKind.SIGNATURE: _signature,
        EntryKind.WITHDRAWAL: _withdrawal,
        EntryKind.CERTIFICATE: _certificate,
        EntryKind.REVOCATION: _revocation,
        EntryKind.STANDING: _standing,
    }[EntryKind(entry.kind)](entry)


def _signature(entry: Entered) -> str:
    sentence = _SIGNED.get(
        entry.detail.get("kind", ""), gettext_lazy("%(actor)s signed a statement.")
    )
    return str(sentence) % {"actor": entry.actor or _("Somebody")}


def _withdrawal(entry: Entered) -> str:
    return _("%(actor)s withdrew the endorsement.") % {"actor": entry.actor or _("Somebody")}


def _certificate(entry: Entered) -> str:
    return _("Certificate %(code)s was issued.") % {"code": grouped(entry.detail.get("code", ""))}


def _revocation(entry: Entered) -> str:
    revoked = _(
        "Certificate %(code)s was revoked, because the attendance behind it was corrected."
    ) % {"code": grouped(entry.detail.get("code", ""))}
    by = _("Brought about by %(actor)s.") % {"actor": entry.actor or _("the portal")}
    return together(revoked, by)


def _standing(entry: Entered) -> str:
    change = {
        "before": Standing(entry.before).label if entry.before else "",
        "after": Standing(entry.standing).label,
        "policy": entry.policy,
    }
    if entry.before:
        changed = _("%(before)s → %(after)s, under policy version %(policy)d.") % change
    else:
        changed = _("First standing: %(after)s, under policy version %(policy)d.") % change
    cause = (
        _("Brought about by %(actor)s.") % {"actor": entry.actor}
        if entry.actor
        else _("Noticed by the portal.")
    )
    unmet = [noun(code).lower() for code in entry.detail.get("unmet", [])]
    missing = _("Not met: %(requirements)s.") % {"requirements": ", ".join(unmet)} if unmet else ""
    return together(changed, cause, missing)
