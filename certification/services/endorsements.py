"""A section leader endorses a certified supporter, declines to, or withdraws an endorsement."""

from django.utils.translation import gettext as _

from certification.enums import LeaderDecision, StatementKind
from certification.models import Certificate, Endorsement, Supporter
from certification.rules.requirements.endorsement import ENDORSEMENT
from certification.selectors.certificates import certificate_in_force
from certification.selectors.endorsements import endorsement_in_force, standing_decline
from certification.selectors.policy import months_of
from certification.selectors.statements import statement_for
from certification.services.asking import tell_coordinators
from certification.services.ledger import enter_signature, enter_withdrawal
from certification.services.signing import SignatureFields, check_may_sign, signature_fields
from certification.services.standing import reassess
from curriculum.rules.months import months_after
from portal.accounts.models import Person
from portal.common import permissions
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.locks import lock
from portal.common.outbox import post
from portal.common.time import today
from portal.sections.models import Section


def sign_endorsement(
    supporter: Supporter, *, section: Section, printed_name: str, statement_hash: str, by: Person
) -> Endorsement:
    """Endorse a supporter who holds a certificate in force today, as a leader of their own section.

    In force from today for the policy's months. Signing twice is one endorsement. Refuses endorsing oneself
    (`self`), who does not lead the section today (`not_leader`), a supporter without a certificate in force
    (`not_certified`), one whom somebody else endorses already (`endorsed`), another name than the signer's (`name`)
    and a text that has changed (stale).
    """
    with recorded(by=by, why="Endorsed"):
        locked, certificate = _open(supporter, by, section)
        current = endorsement_in_force(locked, today())
        if current is not None:
            return _same(current, by)
        shown = statement_for(StatementKind.ENDORSEMENT, locked, by, section, today(), certificate)
        fields = signature_fields(
            shown, signer=by, printed_name=printed_name, statement_hash=statement_hash
        )
        endorsement = _record(locked, by, section, certificate, LeaderDecision.ENDORSED, fields)
        post(
            locked.person.email,
            _("Your section endorses you as a peer supporter"),
            "endorsed",
            name=locked.person.name,
            signer=by.full_name,
        )
        reassess(locked, by=by, kinds=[ENDORSEMENT])
    return endorsement


def decline_endorsement(
    supporter: Supporter, *, section: Section, printed_name: str, statement_hash: str, by: Person
) -> Endorsement:
    """Decline, for now and without a reason; tells the supporter and the coordinators.

    Declining twice is one decision, and a later endorsement stays possible. Refuses what `sign_endorsement`
    refuses: whoever endorsed the supporter withdraws instead.
    """
    with recorded(by=by, why="Endorsement declined"):
        locked, certificate = _open(supporter, by, section)
        if endorsement_in_force(locked, today()) is not None:
            raise Refusal(
                _(
                    "%(person)s is endorsed already. The leader who signed can withdraw the endorsement."
                )
                % {"person": locked.person.name},
                code="endorsed",
            )
        same = standing_decline(locked, certificate, by)
        if same is not None:
            return same
        shown = statement_for(StatementKind.DECLINE, locked, by, section, today())
        fields = signature_fields(
            shown, signer=by, printed_name=printed_name, statement_hash=statement_hash
        )
        decision = _record(locked, by, section, certificate, LeaderDecision.DECLINED, fields)
        _tell_declined(locked, by)
        reassess(locked, by=by, kinds=[ENDORSEMENT])
    return decision


def withdraw_endorsement(endorsement: Endorsement, *, by: Person) -> Endorsement:
    """Withdraw an endorsement from today on: by its signer or a coordinator. The past keeps it.

    Withdrawing twice is one withdrawal. Refuses anybody else (`not_yours`), and what is not in force today (`over`).
    """
    if by.pk != endorsement.signer_id and not permissions.allowed(by, "program.oversee"):
        raise Refusal(_("Only who signed it can withdraw an endorsement."), code="not_yours")
    with recorded(by=by, why="Endorsement withdrawn"):
        locked = lock(endorsement.supporter, "person")
        current = Endorsement.objects.get(pk=endorsement.pk)
        if current.withdrawn_on is not None:
            return current
        if current.decision != LeaderDecision.ENDORSED or current.lapses_on <= today():
            raise Refusal(_("This endorsement is not in force any more."), code="over")
        current.withdrawn_on = today()
        current.save()
        enter_withdrawal(current, by=by)
        _tell_withdrawn(locked, current.signer, by)
        reassess(locked, by=by, kinds=[ENDORSEMENT])
    return current


def _open(supporter: Supporter, signer: Person, section: Section) -> tuple[Supporter, Certificate]:
    locked = lock(supporter, "person")
    check_may_sign(locked, signer=signer, section=section)
    certificate = certificate_in_force(locked, today())
    if certificate is None:
        raise Refusal(
            _("%(person)s has no certificate in force. Endorsement comes after training.")
            % {"person": locked.person.name},
            code="not_certified",
        )
    return locked, certificate


def _same(current: Endorsement, signer: Person) -> Endorsement:
    if current.signer_id != signer.pk:
        raise Refusal(
            _("%(signer)s has signed an endorsement already.") % {"signer": current.signer.name},
            code="endorsed",
        )
    return current


def _record(
    supporter: Supporter,
    signer: Person,
    section: Section,
    certificate: Certificate,
    decision: LeaderDecision,
    fields: SignatureFields,
) -> Endorsement:
    months = months_of(ENDORSEMENT, today())
    if months is None:
        raise Refusal(_("The program has no policy in force yet."), code="no_policy")
    endorsed = decision == LeaderDecision.ENDORSED
    endorsement = Endorsement(
        supporter=supporter,
        section=section,
        signer=signer,
        certificate=certificate,
        decision=decision,
        # A declined one is never in force.
        lapses_on=months_after(today(), months) if endorsed else today(),
        **fields,
    )
    endorsement.save()
    kind = StatementKind.ENDORSEMENT if endorsed else StatementKind.DECLINE
    enter_signature(supporter, record=endorsement, kind=kind, by=signer)
    return endorsement


def _tell_declined(supporter: Supporter, signer: Person) -> None:
    person = supporter.person
    post(person.email, _("About your endorsement"), "endorsement_declined", name=person.name)
    tell_coordinators(
        "About an endorsement",
        template="endorsement_declined_for_coordinator",
        person=person.full_name,
        signer=signer.full_name,
        supporter=supporter,
    )


def _tell_withdrawn(supporter: Supporter, signer: Person, by: Person) -> None:
    person = supporter.person
    if signer != by:
        post(
            signer.email,
            _("About your endorsement"),
            "endorsement_ended_for_signer",
            name=signer.name,
            person=person.full_name,
        )
    post(person.email, _("About your endorsement"), "endorsement_withdrawn", name=person.name)
    tell_coordinators(
        "About an endorsement",
        template="endorsement_withdrawn_for_coordinator",
        person=person.full_name,
        supporter=supporter,
    )
