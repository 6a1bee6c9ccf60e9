"""Emails that tell people what time, an editor or the program office brought, and ask leaders for what is missing."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from certification.enums import Standing
from certification.models import Supporter
from certification.phrases.kinds import noun
from certification.rules.gate import Decision
from certification.rules.requirements.certificate import CERTIFICATE
from certification.rules.requirements.endorsement import ENDORSEMENT
from certification.rules.requirements.good_standing import GOOD_STANDING
from certification.rules.requirements.nomination import NOMINATION
from certification.selectors.leaders import signatures_awaited_from
from certification.selectors.reach import supporters_to_look_again
from certification.selectors.standing import decisions_for
from certification.services.asking import (
    ask_for_endorsement,
    ask_for_good_standing,
    tell_coordinators,
)
from curriculum.models import PublishedText
from portal.common.models import OutboxMessage
from portal.common.outbox import post, posting_together
from portal.common.signatures import fingerprint
from portal.common.time import now, today
from portal.sections.models import Leadership

REFUSED = "email_refused"


def tell_who_must_look_again(edition: PublishedText) -> None:
    """Email each supporter whom a material edition asks to look again: what changed, and by when.

    In the caller's transaction. A minor edition asks nobody.
    """
    if not edition.asks_again():
        return
    for supporter in supporters_to_look_again(edition):
        post(
            supporter.person.email,
            str(edition.subject),
            edition.notice,
            name=supporter.person.name,
            edition=edition,
            is_new=edition.is_first,
            is_due=edition.due_on is not None and edition.due_on <= today(),
        )


def tell_lapsed(lapsed: Sequence[tuple[Supporter, Decision]]) -> None:
    """Email everybody who was active until a date or an edition came, and ask the leaders for what only they can sign.

    In the caller's transaction. All emails are written together.
    """
    with posting_together():
        for supporter, decision in lapsed:
            post(
                supporter.person.email,
                _("About your standing as a peer supporter"),
                "standing_lapsed",
                name=supporter.person.name,
                missing=[noun(state.requirement).lower() for state in decision.unmet],
            )
        _ask_leaders(lapsed)


def ask_for_what_is_missing(supporter: Supporter) -> None:
    """Ask the leaders of the supporter's section for each signature that is missing today; in the caller's transaction."""
    _ask_leaders([(supporter, decisions_for([supporter.pk], today())[supporter.pk])])


def tell_new_leader(leadership: Leadership) -> None:
    """Email a section's new leader if anyone there needs a signature; in the caller's transaction."""
    waiting = signatures_awaited_from(leadership.person, today(), leadership.section)
    if waiting and leadership.since <= today():
        post(
            leadership.person.email,
            _("Colleagues wait for your signature"),
            "signatures_wait",
            name=leadership.person.name,
            section=leadership.section,
            waiting=waiting,
        )


def tell_of_refused_email(message: OutboxMessage) -> None:
    """Email the coordinators that an address takes no email, once a day for each; not of emails that told the same."""
    about = f"refused {fingerprint(message.recipient.lower())[:40]}"
    told = OutboxMessage.objects.filter(about=about, created_at__gt=now() - dt.timedelta(days=1))
    if message.kind == REFUSED or told.exists():
        return
    tell_coordinators(
        _("An email could not be delivered"),
        template=REFUSED,
        about=about,
        address=message.recipient,
        title=message.subject,
    )


def _ask_leaders(supporters: Iterable[tuple[Supporter, Decision]]) -> None:
    attest, endorse = [], []
    for supporter, decision in supporters:
        if decision.standing == Standing.INACTIVE:
            continue
        unmet = {state.requirement for state in decision.unmet}
        if GOOD_STANDING in unmet and NOMINATION not in unmet:
            attest.append(supporter)
        if ENDORSEMENT in unmet and CERTIFICATE not in unmet:
            endorse.append(supporter)
    if attest:
        ask_for_good_standing(*attest)
    if endorse:
        ask_for_endorsement(*endorse)
