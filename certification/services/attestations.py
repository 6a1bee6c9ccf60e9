"""A section leader states that a person is in good standing."""

from django.utils.translation import gettext as _

from certification.enums import StatementKind
from certification.models import Attestation, Fact, Supporter
from certification.rules.requirements.good_standing import GOOD_STANDING
from certification.selectors.policy import months_of
from certification.selectors.statements import statement_for
from certification.services.ledger import enter_signature
from certification.services.signing import check_may_sign, signature_fields
from certification.services.standing import reassess
from curriculum.rules.months import months_after
from portal.accounts.models import Person
from portal.common.audit import recorded
from portal.common.errors import Refusal
from portal.common.intervals import covers
from portal.common.locks import lock
from portal.common.outbox import post
from portal.common.time import today
from portal.sections.models import Section


def attest_good_standing(
    supporter: Supporter, *, section: Section, printed_name: str, statement_hash: str, by: Person
) -> Attestation:
    """Sign, as a leader of the supporter's own section, that they are in good standing.

    In force from today for the policy's months. Signing twice is one signature. Refuses signing for oneself
    (`self`), who does not lead the section today (`not_leader`), an attestation in force by somebody else
    (`attested`), another name than the signer's (`name`) and a text that has changed (stale).
    """
    with recorded(by=by, why="Good standing attested"):
        locked = lock(supporter, "person")
        check_may_sign(locked, signer=by, section=section)
        current = attestation_in_force(locked)
        if current is not None:
            return _same(current, by)
        shown = statement_for(StatementKind.GOOD_STANDING, locked, by, section, today())
        fields = signature_fields(
            shown, signer=by, printed_name=printed_name, statement_hash=statement_hash
        )
        months = months_of(GOOD_STANDING, today())
        if months is None:
            raise Refusal(_("The program has no policy in force yet."), code="no_policy")
        attestation = Attestation(
            supporter=locked,
            section=section,
            signer=by,
            lapses_on=months_after(today(), months),
            **fields,
        )
        attestation.save()
        enter_signature(locked, record=attestation, kind=StatementKind.GOOD_STANDING, by=by)
        post(
            locked.person.email,
            _("Your good standing is attested"),
            "good_standing_attested",
            name=locked.person.name,
            signer=by.full_name,
        )
        reassess(locked, by=by, kinds=[GOOD_STANDING])
    return attestation


def attestation_in_force(supporter: Supporter) -> Attestation | None:
    """The attestation that is in force today, if there is one."""
    counting = Fact.objects.filter(covers(today()), supporter=supporter, kind=GOOD_STANDING)
    rows = Attestation.objects.filter(pk__in=counting.order_by().values("source"))
    return rows.select_related("signer").order_by("-signed_at", "-pk").first()


def _same(current: Attestation, signer: Person) -> Attestation:
    if current.signer_id != signer.pk:
        raise Refusal(
            _("%(signer)s has attested this already.") % {"signer": current.signer.name},
            code="attested",
        )
    return current
