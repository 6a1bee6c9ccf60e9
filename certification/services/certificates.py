"""Issuing a certificate once, when the training is completed, and revoking one that was issued in error."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from certification.codes import grouped, new_code
from certification.documents.certificate.page import certificate_pdf
from certification.enums import LeaderDecision
from certification.models import Certificate, Supporter
from certification.rules.claims import Claims
from certification.rules.requirements.certificate import CERTIFICATE
from certification.selectors.certificates import (
    certificates_not_revoked,
    claims_of,
    is_renewable,
    rests_on_attendance,
    session_to_begin,
    standing_certificate,
)
from certification.selectors.endorsements import endorsement_in_force
from certification.selectors.policy import months_of
from certification.selectors.standing import decisions_for, supporters_due_a_certificate
from certification.services.asking import ask_for_endorsement, tell_coordinators
from certification.services.ledger import enter_certificate, enter_revocation
from certification.services.standing import reassess
from curriculum.rules.months import months_after
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.locks import lock
from portal.common.outbox import post
from portal.common.permissions import require
from portal.common.time import now, pretending, today

_MOST_TRIES = 3


def renew_certificate(supporter: Supporter, *, by: Person) -> Certificate:
    """Issue the next certificate beside one that has ended or ends within `RENEWABLE`, on the training as it counts today.

    The new one replaces the old one, which keeps its dates; idempotent within a day. Requires `program.oversee`
    (PermissionDenied). Refuses one that is valid for longer (`early`), and whose training is not complete (`training`).
    """
    require(by, "program.oversee")
    renewed = issue_certificate(supporter, renewed_by=by)
    is_old = renewed is not None and renewed.issued_on < today()
    if renewed is None or (is_old and is_renewable(renewed, today())):
        raise Refusal(
            _("%(person)s has to complete the training first, as it is asked for today.")
            % {"person": supporter.person.name},
            code="training",
        )
    if is_old:
        raise Refusal(
            _("The certificate of %(person)s is valid for long enough.")
            % {"person": supporter.person.name},
            code="early",
        )
    return renewed


def issue_certificate(
    supporter: Supporter, *, renewed_by: Person | None = None
) -> Certificate | None:
    """Issue the certificate of a supporter who has met the policy's training requirements, and email them.

    Returns the certificate, or the one that was issued before; None while the requirements are unmet, or the session that
    they were let into has not begun (a task then comes back to it). However often and from however many processes it is
    called, a supporter gets one; another only after the first was revoked, or for `renewed_by` where it ends. The document
    is made outside of the transaction, because it is slow; under the lock the facts are looked at again. Raises
    `DocumentFailed` when it cannot be made: nothing was written, and `manage.py reconcile` tries again.
    """
    for _attempt in range(_MOST_TRIES):
        claims = _claims_due(supporter, renewed_by)
        if claims is None:
            _come_back_to(supporter)
            return standing_certificate(supporter)
        certificate = _drawn_up(supporter, claims)
        certificate.document = certificate_pdf(certificate)
        certificate.document_hash = hashlib.sha256(certificate.document).hexdigest()
        why = "Certificate renewed" if renewed_by else "Training completed"
        with recorded(by=renewed_by, why=why):
            _lock(supporter)
            if _claims_due(supporter, renewed_by) == claims:
                return _store(certificate, renewed_by)
    raise Refusal(_("The facts of this certificate keep changing. Try again."), code="changing")


@task()
def issue_later(supporter_id: int) -> None:
    """Issue a certificate that nobody waits for: earned at the door of a session, or by what others changed."""
    issue_certificate(Supporter.objects.get(pk=supporter_id))


def issue_after_commit(supporters: Iterable[Supporter]) -> None:
    """Have the queue issue, after the commit, a certificate to each of these supporters who has none that stands.

    A document takes a tenth of a second to draw: nobody's request waits for it.
    """
    found = list(supporters)
    if not found:
        return
    issued = set(
        certificates_not_revoked()
        .filter(supporter__in=found)
        .order_by()
        .values_list("supporter", flat=True)
    )
    # The demonstration needs its certificates on the days on which it pretends to be.
    issue = _issuing if pretending() else _queueing
    for supporter in found:
        if supporter.pk not in issued:
            transaction.on_commit(issue(supporter), robust=True)


def issue_what_is_due() -> None:
    """Have the queue issue, after the commit, every certificate that became due without an act of its holder: the
    course or the policy asks for less than it did. An editor does not wait for hundreds of documents."""
    for supporter in supporters_due_a_certificate(today()):
        transaction.on_commit(_queueing(supporter), robust=True)


def _issuing(supporter: Supporter) -> Callable[[], None]:
    # No `partial`: Django logs a failure under the function's name, and a partial has none.
    def issue() -> None:
        issue_certificate(supporter)

    return issue


def _queueing(supporter: Supporter) -> Callable[[], None]:
    def queue() -> None:
        if not _come_back_to(supporter):
            issue_later.enqueue(supporter.pk)

    return queue


def _come_back_to(supporter: Supporter) -> bool:
    """Have the queue wait for the beginning of the session that the certificate rests on; False where it need not."""
    begins = session_to_begin(supporter)
    # Where the queue cannot wait, the nightly `reconcile` issues it.
    if begins is None or not issue_later.get_backend().supports_defer or pretending():
        return False
    issue_later.using(run_after=begins).enqueue(supporter.pk)
    return True


def revoke_unattended(supporter: Supporter, *, by: Person | None) -> list[Certificate]:
    """Revoke, from today on, the certificates of a live session that the supporter did not attend after all.

    To be called when an attendance was corrected, in the same transaction, which has locked the supporter. Each is
    entered in the ledger and ends the endorsement that names it; the holder and the coordinators are told. Returns those
    that were revoked now.
    """
    standing = certificates_not_revoked().filter(supporter=supporter).defer("document")
    unattended = [each for each in standing if not rests_on_attendance(each)]
    if not unattended:
        return []
    with recorded(by=by, why="The attendance behind it was corrected"):
        for certificate in unattended:
            certificate.revoked_on = today()
            certificate.save()
            enter_revocation(certificate, by=by)
            _tell_revoked(certificate)
            _tell_signers(certificate)
    return unattended


def _lock(supporter: Supporter) -> None:
    lock(supporter)


def _claims_due(supporter: Supporter, renewed_by: Person | None = None) -> Claims | None:
    """What the certificate says that is due today; None when none is due."""
    standing = standing_certificate(supporter)
    if standing is not None and (renewed_by is None or not _may_follow(standing, today())):
        return None
    decision = decisions_for([supporter.pk], today())[supporter.pk]
    if not decision.training_is_met or session_to_begin(supporter) is not None:
        return None
    return claims_of(supporter, today())


def _may_follow(standing: Certificate, on: dt.date) -> bool:
    """Whether another certificate may be issued beside one that stands: never two on a day, however short they are."""
    return standing.issued_on < on and is_renewable(standing, on)


def _drawn_up(supporter: Supporter, claims: Claims) -> Certificate:
    on = today()
    return Certificate(
        supporter=supporter,
        sequence=Certificate.objects.filter(supporter=supporter).count() + 1,
        code=new_code(),
        holder=claims.holder,
        course=claims.course,
        editions=claims.editions,
        minutes=claims.minutes,
        issued_at=now(),
        issued_on=on,
        expires_on=_expires_on(on),
    )


def _expires_on(on: dt.date) -> dt.date:
    months = months_of(CERTIFICATE, on)
    if months is None:
        raise Refusal(_("The program has no policy in force."), code="no_policy")
    return months_after(on, months)


def _store(certificate: Certificate, by: Person | None) -> Certificate:
    before = standing_certificate(certificate.supporter)
    certificate.save()
    if before is not None:
        before.superseded_by = certificate
        before.save()
    enter_certificate(certificate, by=by)
    post(
        certificate.supporter.person.email,
        _("Your certificate is ready"),
        "certificate_issued",
        name=certificate.supporter.person.name,
        certificate=certificate,
        code=grouped(certificate.code),
    )
    if endorsement_in_force(certificate.supporter, today()) is None:
        ask_for_endorsement(certificate.supporter)
    reassess(certificate.supporter, by=by, kinds=[CERTIFICATE])
    return certificate


def _tell_signers(certificate: Certificate) -> None:
    """Whose endorsement ended with the certificate; an endorsement that was over before ended otherwise."""
    rests = certificate.endorsements.filter(
        decision=LeaderDecision.ENDORSED, withdrawn_on__isnull=True, lapses_on__gt=today()
    )
    for endorsement in rests.select_related("signer"):
        post(
            endorsement.signer.email,
            _("About your endorsement"),
            "endorsement_ended_for_signer",
            name=endorsement.signer.name,
            person=certificate.supporter.person.full_name,
        )


def _tell_revoked(certificate: Certificate) -> None:
    person, code = certificate.supporter.person, grouped(certificate.code)
    post(
        person.email,
        _("About your certificate"),
        "certificate_revoked",
        name=person.name,
        code=code,
    )
    tell_coordinators(
        "About a certificate",
        template="certificate_revoked_for_coordinator",
        person=person.full_name,
        code=code,
        supporter=certificate.supporter,
    )
